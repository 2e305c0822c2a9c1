using Cistron.Sequences.Alphabets;

namespace Cistron.Sequences.Similarity;

/// <summary>
/// The k-mers of nucleic sequences as numbers of two bits a base. Compared on both strands, a k-mer and its reverse
/// complement are one, the smaller of the two numbers. Windows that hold a letter other than the four bases are passed
/// over. Safe for threads.
/// </summary>
public sealed class Kmers
{
    /// <summary>The largest k: a k-mer and its complement are compared as numbers of 62 bits.</summary>
    public const int LargestK = 31;

    private const byte NoBase = 4;

    private readonly Alphabet _alphabet;
    private readonly byte[] _codes = new byte[256];
    private readonly bool _canonical;

    /// <summary>The k-mers of sequences of an alphabet.</summary>
    /// <param name="k">Bases a k-mer, 1 to <see cref="LargestK"/>.</param>
    /// <param name="alphabet">A nucleic alphabet.</param>
    /// <param name="strands">The strands that are compared.</param>
    /// <exception cref="ArgumentException">The alphabet is not nucleic.</exception>
    /// <exception cref="ArgumentOutOfRangeException">k is not in its range.</exception>
    public Kmers(int k, Alphabet alphabet, ComparedStrands strands)
    {
        if (!alphabet.IsNucleic)
            throw new ArgumentException($"The {alphabet} alphabet has other letters than four bases.", nameof(alphabet));
        if (k is < 1 or > LargestK)
            throw new ArgumentOutOfRangeException(nameof(k), k, $"k is 1 to {LargestK}.");
        K = k;
        _alphabet = alphabet;
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

    /// <summary>The bases of a k-mer, on the strand that it was numbered by.</summary>
    public byte[] Bases(ulong kmer)
    {
        byte[] bases = new byte[K];
        for (int i = K - 1; i >= 0; i--, kmer >>= 2)
            bases[i] = _alphabet.Letters[(int)(kmer & 3)];
        return bases;
    }

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

        internal Sequence(Kmers kmers, ReadOnlySpan<byte> bases)
        {
            _bases = bases;
            _codes = kmers._codes;
            _canonical = kmers._canonical;
            _k = kmers.K;
            _mask = ulong.MaxValue >> (64 - 2 * _k);
        }

        /// <summary>The k-mer.</summary>
        public readonly ulong Current => _canonical ? Math.Min(_forward, _reverse) : _forward;

        /// <summary>What <c>foreach</c> asks for.</summary>
        public readonly Sequence GetEnumerator() => this;

        /// <summary>Goes on to the next k-mer; false when there is none.</summary>
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
