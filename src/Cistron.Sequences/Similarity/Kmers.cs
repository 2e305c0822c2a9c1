using Cistron.Sequences.Alphabets;

namespace Cistron.Sequences.Similarity;

/// <summary>
/// The k-mers of nucleic sequences as numbers of two bits a base. Compared on both strands, a k-mer and its reverse
/// complement are one, the smaller of the two numbers. Windows that hold a letter other than the four bases are passed
/// over. Safe for threads.
/// </summary>
internal sealed class Kmers
{
    /// <summary>The largest k: a k-mer and its complement are compared as numbers of 62 bits.</summary>
    public const int LargestK = 31;

    private const byte NoBase = 4;

    private readonly byte[] _codes = new byte[256];
    private readonly bool _canonical;

    /// <param name="k">Bases a k-mer, 1 to <see cref="LargestK"/>.</param>
    /// <param name="alphabet">A nucleic alphabet.</param>
    /// <param name="strands">The strands that are compared.</param>
    public Kmers(int k, Alphabet alphabet, ComparedStrands strands)
    {
        K = k;
        _canonical = strands == ComparedStrands.Both;
        Array.Fill(_codes, NoBase);
        // The letters stand as A, C, G, T or U, so that the complement of a code is three less the code.
        for (byte code = 0; code < NoBase; code++)
            _codes[alphabet.Letters[code]] = code;
    }

    /// <summary>Bases a k-mer.</summary>
    public int K { get; }

    /// <summary>The k-mers of a sequence in order, to be looped over with <c>foreach</c>.</summary>
    public Sequence Of(ReadOnlySpan<byte> bases) => new(this, bases);

    /// <summary>
    /// A number for a k-mer that looks random: SplitMix64's output function (Steele, Lea and Flood, 2014), a
    /// permutation of the 64-bit numbers, so that no two k-mers share one.
    /// </summary>
    public static ulong Hash(ulong kmer)
    {
        kmer += 0x9E3779B97F4A7C15;
        kmer = (kmer ^ (kmer >> 30)) * 0xBF58476D1CE4E5B9;
        kmer = (kmer ^ (kmer >> 27)) * 0x94D049BB133111EB;
        return kmer ^ (kmer >> 31);
    }

    /// <summary>One sequence's k-mers.</summary>
    public ref struct Sequence
    {
        private readonly ReadOnlySpan<byte> _bases;
        private readonly ReadOnlySpan<byte> _codes;
        private readonly bool _canonical;
        private readonly int _k;
        private readonly ulong _mask;
        private ulong _forward;
        private ulong _reverse;
        private int _known;
        private int _position;

        public Sequence(Kmers kmers, ReadOnlySpan<byte> bases)
        {
            _bases = bases;
            _codes = kmers._codes;
            _canonical = kmers._canonical;
            _k = kmers.K;
            _mask = ulong.MaxValue >> (64 - 2 * _k);
        }

        public readonly ulong Current => _canonical ? Math.Min(_forward, _reverse) : _forward;

        public readonly Sequence GetEnumerator() => this;

        public bool MoveNext()
        {
            while (_position < _bases.Length)
            {
                byte code = _codes[_bases[_position++]];
                if (code == NoBase)
                {
                    _known = 0;
                    continue;
                }
                _forward = ((_forward << 2) | code) & _mask;
                _reverse = (_reverse >> 2) | ((ulong)(3 - code) << (2 * _k - 2));
                if (++_known >= _k)
                    return true;
            }
            return false;
        }
    }
}
