using System.Numerics;
using Cistron.Sequences.Alphabets;

namespace Cistron.Sequences.Similarity;

/// <summary>How much of one sequence stands in a corpus.</summary>
/// <param name="Kmers">Its k-mers, each place counted; 0 when it is shorter than k or ambiguous throughout.</param>
/// <param name="Found">Those of them that stand anywhere in the corpus.</param>
public readonly record struct QueryOverlap(int Kmers, int Found)
{
    /// <summary><see cref="Found"/> of <see cref="Kmers"/>; NaN when there are none.</summary>
    public double Share => (double)Found / Kmers;
}

/// <summary>
/// How much of some queries, such as a test set, stands in a corpus that is read once, such as a training set or the
/// genomes of a pre-training. Memory grows with the queries and not with the corpus.
/// </summary>
/// <remarks>
/// A k-mer counts as found when the corpus has it at one place at least. By chance a corpus of 3 Gb has a given 24-mer
/// on one of its strands once in 50,000 times. A letter that differs takes k k-mers, so that the share falls fast: this
/// finds copies, where <see cref="SimilaritySearch"/> finds relatives.
/// </remarks>
public sealed class CorpusOverlap
{
    /// <summary>The largest k.</summary>
    public const int LargestK = Similarity.Kmers.LargestK;

    /// <summary>The k that is right for corpora of a few genomes.</summary>
    public const int DefaultK = 24;

    // No k-mer has this number.
    private const ulong Empty = ulong.MaxValue;

    private readonly IReadOnlyList<byte[]> _queries;
    private readonly Kmers _kmers;

    // A hash table of the queries' k-mers, with open addressing.
    private readonly ulong[] _slots;
    private readonly bool[] _found;

    /// <summary>Gets ready for a corpus.</summary>
    /// <param name="queries">Their bases in the letters of the alphabet, as a cleaner leaves them.</param>
    /// <param name="alphabet">The nucleic alphabet of queries and corpus.</param>
    /// <param name="strands">The strands of the corpus that count.</param>
    /// <param name="k">Bases a k-mer, 1 to <see cref="LargestK"/>.</param>
    /// <exception cref="ArgumentException">The alphabet is not nucleic, or the queries are too long for an
    /// array.</exception>
    /// <exception cref="ArgumentOutOfRangeException">k is not in its range.</exception>
    public CorpusOverlap(
        IReadOnlyList<byte[]> queries, Alphabet alphabet, ComparedStrands strands, int k = DefaultK)
    {
        if (!alphabet.IsNucleic)
            throw new ArgumentException(
                $"K-mers of four bases are looked for; the {alphabet} alphabet has other letters.", nameof(alphabet));
        if (k is < 1 or > LargestK)
            throw new ArgumentOutOfRangeException(nameof(k), k, $"k is 1 to {LargestK}.");
        _queries = queries;
        _kmers = new Kmers(k, alphabet, strands);

        long most = queries.Sum(bases => Math.Max(0L, bases.Length - k + 1));
        if (2 * most > 1 << 30)
            throw new ArgumentException(
                $"The queries have {most} k-mers; at most {1 << 29} can be looked for at once.", nameof(queries));
        _slots = new ulong[BitOperations.RoundUpToPowerOf2((uint)(2 * most + 1))];
        _found = new bool[_slots.Length];
        Array.Fill(_slots, Empty);
        foreach (byte[] bases in queries)
            foreach (ulong kmer in _kmers.Of(bases))
                _slots[Slot(kmer)] = kmer;
    }

    /// <summary>
    /// Takes in a part of the corpus: a record, or a window of one. Windows of a long record must overlap by k - 1
    /// bases, for k-mers across their borders to be seen. Safe for threads.
    /// </summary>
    /// <param name="bases">In the letters of the alphabet.</param>
    public void Add(ReadOnlySpan<byte> bases)
    {
        foreach (ulong kmer in _kmers.Of(bases))
        {
            int slot = Slot(kmer);
            if (_slots[slot] == kmer)
                _found[slot] = true;
        }
    }

    /// <summary>How much of each query stands in what was taken in so far.</summary>
    public IReadOnlyList<QueryOverlap> Queries()
    {
        var overlaps = new QueryOverlap[_queries.Count];
        for (int i = 0; i < overlaps.Length; i++)
        {
            int kmers = 0;
            int found = 0;
            foreach (ulong kmer in _kmers.Of(_queries[i]))
            {
                kmers++;
                found += _found[Slot(kmer)] ? 1 : 0;
            }
            overlaps[i] = new QueryOverlap(kmers, found);
        }
        return overlaps;
    }

    // Where a k-mer is, or the empty slot where it would be.
    private int Slot(ulong kmer)
    {
        int slot = (int)(Similarity.Kmers.Hash(kmer) & (uint)(_slots.Length - 1));
        while (_slots[slot] != kmer && _slots[slot] != Empty)
            slot = (slot + 1) & (_slots.Length - 1);
        return slot;
    }
}
