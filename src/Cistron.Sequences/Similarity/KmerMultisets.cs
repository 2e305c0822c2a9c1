using System.Numerics;

namespace Cistron.Sequences.Similarity;

/// <summary>
/// The k-mers of many sequences as sets of numbers, which have as many members in common as the multisets have k-mers:
/// the second occurrence of a k-mer is another member than its first. All lie end to end in one array.
/// </summary>
internal sealed class KmerMultisets
{
    /// <summary>The largest k: 46 bits for the bases and 16 for the occurrence leave the uppermost two free.</summary>
    public const int LargestK = 23;

    private const int OccurrenceBits = 16;
    private const ulong Unshared = 1UL << 63;

    private readonly ulong[] _members;
    private readonly int[] _starts;

    /// <summary>The members of each sequence that belong to a sketch of the scale 2^<paramref name="level"/>.</summary>
    /// <exception cref="ArgumentException">They do not fit into an array.</exception>
    public KmerMultisets(IReadOnlyList<byte[]> sequences, Kmers kmers, int level)
    {
        ulong largestHash = ulong.MaxValue >> level;
        _starts = new int[sequences.Count + 1];
        Parallel.For(0, sequences.Count, i =>
        {
            int count = 0;
            foreach (ulong kmer in kmers.Of(sequences[i]))
                count += Kmers.Hash(kmer) <= largestHash ? 1 : 0;
            _starts[i + 1] = count;
        });
        long end = 0;
        for (int i = 0; i < _starts.Length; i++)
        {
            end += _starts[i];
            _starts[i] = end <= Array.MaxLength ? (int)end : throw new ArgumentException(
                $"The sequences have more than {Array.MaxLength} k-mers to compare; keep fewer of each.",
                nameof(sequences));
        }
        _members = new ulong[end];
        Parallel.For(0, sequences.Count, i =>
        {
            Span<ulong> members = _members.AsSpan(_starts[i].._starts[i + 1]);
            int count = 0;
            foreach (ulong kmer in kmers.Of(sequences[i]))
                if (Kmers.Hash(kmer) <= largestHash)
                    members[count++] = kmer;
            members.Sort();
            Number(members, _starts[i]);
        });
    }

    /// <summary>How many sequences there are.</summary>
    public int Count => _starts.Length - 1;

    /// <summary>All members, those of the first sequence first.</summary>
    public Span<ulong> Members => _members;

    /// <summary>Where the members of a sequence start among all <see cref="Members"/>.</summary>
    public int Start(int sequence) => _starts[sequence];

    /// <summary>How many members a sequence has.</summary>
    public int Size(int sequence) => _starts[sequence + 1] - _starts[sequence];

    /// <summary>
    /// The scale 2^level at which a sequence is sketched: the smallest that leaves at most
    /// <paramref name="sketchSize"/> of its k-mers in expectation.
    /// </summary>
    public static int Level(int bases, int sketchSize) =>
        bases <= sketchSize ? 0 : BitOperations.Log2((uint)((bases - 1) / sketchSize)) + 1;

    // Sorted k-mers become members. After 65,536 occurrences of one k-mer, further ones are shared with nothing.
    private static void Number(Span<ulong> kmers, int start)
    {
        ulong last = ulong.MaxValue;
        ulong occurrence = 0;
        for (int i = 0; i < kmers.Length; i++)
        {
            ulong kmer = kmers[i];
            occurrence = kmer == last ? occurrence + 1 : 0;
            last = kmer;
            kmers[i] = occurrence >> OccurrenceBits == 0
                ? (kmer << OccurrenceBits) | occurrence
                : Unshared | (uint)(start + i);
        }
    }
}
