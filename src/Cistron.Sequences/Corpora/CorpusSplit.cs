using Cistron.Sequences.Randomness;

namespace Cistron.Sequences.Corpora;

/// <summary>
/// The regions of a corpus to train on and those to validate on. They never overlap, and cover every base. Each record
/// is split for itself: adding a file moves no base of the others to the other side.
/// </summary>
public sealed class CorpusSplit
{
    /// <summary>Records from this length on give their end to validation: contigs, where transcripts stay whole.</summary>
    public const long LongRecord = 100_000;

    private readonly List<CorpusRegion> _training = [];
    private readonly List<CorpusRegion> _validation = [];

    /// <summary>
    /// Splits <paramref name="records"/>: of a long one the last <paramref name="validationShare"/> is for validation;
    /// a shorter one is on one side as a whole, drawn by a hash of its id. With few records either side may be empty.
    /// </summary>
    /// <param name="records">The records of a corpus.</param>
    /// <param name="validationShare">The share of the bases to validate on, from 0 to below 1.</param>
    /// <param name="longRecord">The shortest record to be cut, in bases; default <see cref="LongRecord"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is not from 0 to below 1.</exception>
    public CorpusSplit(IReadOnlyList<CorpusRecord> records, double validationShare, long longRecord = LongRecord)
    {
        if (!(validationShare is >= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(validationShare), validationShare,
                "The share of bases to validate on is from 0 to below 1.");
        for (int i = 0; i < records.Count; i++)
        {
            CorpusRecord record = records[i];
            long cut = record.Length >= longRecord
                ? record.End - (long)(record.Length * validationShare)
                : IsDrawn(record.Id, validationShare) ? record.Start : record.End;
            Add(_training, new CorpusRegion(i, record.Start, cut));
            Add(_validation, new CorpusRegion(i, cut, record.End));
        }
    }

    /// <summary>What to train on, in the order of the corpus; no region is empty.</summary>
    public IReadOnlyList<CorpusRegion> Training => _training;

    /// <summary>What to validate on, in the order of the corpus; no region is empty.</summary>
    public IReadOnlyList<CorpusRegion> Validation => _validation;

    private static bool IsDrawn(string id, double share) =>
        RandomStream.For(0, $"corpus split {id}").NextDouble() < share;

    private static void Add(List<CorpusRegion> regions, CorpusRegion region)
    {
        if (region.Length > 0)
            regions.Add(region);
    }
}
