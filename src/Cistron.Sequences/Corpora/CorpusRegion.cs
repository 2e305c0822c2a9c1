namespace Cistron.Sequences.Corpora;

/// <summary>A stretch of one record, 0-based and half-open, counted from the start of the corpus.</summary>
/// <param name="Record">The place of the record in <see cref="Corpus.Records"/>.</param>
/// <param name="Start">The first base.</param>
/// <param name="End">The base after the last.</param>
public readonly record struct CorpusRegion(int Record, long Start, long End)
{
    /// <summary>How many bases it has.</summary>
    public long Length => End - Start;
}
