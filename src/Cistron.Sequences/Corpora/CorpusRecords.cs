using System.Collections;
using Cistron.Sequences.Formats.TwoBit;

namespace Cistron.Sequences.Corpora;

/// <summary>
/// The records of a corpus, each made when it is asked for: memory holds a few numbers of each, and names stay in the
/// file of bases.
/// </summary>
/// <param name="bases">The file of bases.</param>
/// <param name="recordsBySource">How many records came from each source.</param>
/// <param name="letterCounts">The counts of all records, one after the other.</param>
internal sealed class CorpusRecords(TwoBitFile bases, IReadOnlyList<int> recordsBySource, uint[] letterCounts)
    : IReadOnlyList<CorpusRecord>
{
    private readonly CumulativeWeights _sources = new(recordsBySource.Select(count => (long)count));
    private readonly int _letters = letterCounts.Length / Math.Max(bases.Count, 1);

    public int Count => Places.Count;

    /// <summary>Where they lie in the corpus.</summary>
    public CumulativeWeights Places { get; } = new(Enumerable.Range(0, bases.Count).Select(bases.LengthOf));

    public CorpusRecord this[int index]
    {
        get
        {
            long[] counts = new long[_letters];
            for (int i = 0; i < counts.Length; i++)
                counts[i] = letterCounts[index * _letters + i];
            return new CorpusRecord(bases.NameOf(index), _sources.Locate(index).Item, Places.StartOf(index),
                bases.LengthOf(index), counts);
        }
    }

    public IEnumerator<CorpusRecord> GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
