using Cistron.Data.Reports;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Similarity;

namespace Cistron.Data.Audit.Findings;

/// <summary>
/// How much of the test rows stands in a pre-training corpus, on either strand, by their 24-mers. A warning when half of
/// the rows or more have at least half of their 24-mers there, a note from one such row on.
/// </summary>
public sealed record CorpusCopies : Finding
{
    private const double Half = 0.5;
    private const int Bins = 10;

    /// <inheritdoc />
    public override string Title => "Test rows in the pre-training corpus";

    /// <inheritdoc />
    public override string Meaning =>
        "A corpus has no labels, so nothing is given away by itself; but a model that has read the test sequences may owe "
        + "its lead to memory, which sequences of another genome would show.";

    /// <summary>The corpus's files.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>Bases in them.</summary>
    public required long CorpusBases { get; init; }

    /// <summary>The part that was looked up.</summary>
    public required string Part { get; init; }

    /// <summary>Its rows.</summary>
    public required int Rows { get; init; }

    /// <summary>Rows with at least half of their 24-mers in the corpus.</summary>
    public required int HalfFound { get; init; }

    /// <summary>The mean share of a row's 24-mers that are found.</summary>
    public required double MeanShare { get; init; }

    /// <summary>Rows by that share, in ten bins from 0 to 1; rows without a 24-mer stand in none.</summary>
    public required IReadOnlyList<int> RowsByShare { get; init; }

    /// <summary>Looks the rows of the last part up.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="files">Files of the corpus.</param>
    /// <param name="stop">Ends the search.</param>
    public static CorpusCopies In(AuditedData data, IReadOnlyList<string> files, CancellationToken stop)
    {
        var part = data.Parts[^1];
        var overlap = new CorpusOverlap([.. part.Table.Samples.Select(s => s.Bases)], data.Alphabet, ComparedStrands.Both);
        long bases = 0;
        foreach (string file in files)
        {
            using var source = SequenceSource.Open(file);
            var cleaner = new SequenceCleaner(data.Alphabet, source.File);
            foreach (var sequence in source.Read())
            {
                stop.ThrowIfCancellationRequested();
                cleaner.Clean(sequence.Bases, sequence.Id, sequence.Line);
                overlap.Add(sequence.Bases);
                bases += sequence.Bases.Length;
            }
        }
        (int Row, double Share)[] shares = [.. overlap.Queries().Index().Where(one => one.Item.Kmers > 0)
            .Select(one => (part.Start + one.Index, one.Item.Share))];
        int half = shares.Count(one => one.Share >= Half);
        double mean = shares.Length == 0 ? 0 : shares.Average(one => one.Share);
        int[] histogram = new int[Bins];
        foreach (var (_, share) in shares)
            histogram[Math.Min((int)(share * Bins), Bins - 1)]++;
        return new CorpusCopies
        {
            Severity = half > 0 && half >= Half * part.Count ? Severity.Warning : half > 0 ? Severity.Note : Severity.Fine,
            Sentence = $"{ReportText.Count(half)} of {ReportText.Count(part.Count)} {part.Name} rows have at least half of their "
                + $"{CorpusOverlap.DefaultK}-mers in the corpus of {ReportText.Count(bases)} bases, a row on average "
                + ReportText.Percent(mean),
            Brief = half == 0 ? "" : $"{ReportText.Count(half)} of {ReportText.Count(part.Count)} {part.Name} rows stand in the corpus",
            Files = files,
            CorpusBases = bases,
            Part = part.Name,
            Rows = part.Count,
            HalfFound = half,
            MeanShare = mean,
            RowsByShare = histogram,
            Examples = [.. shares.Where(one => one.Share >= Half).OrderByDescending(one => one.Share).Take(MostExamples)
                .Select(one => new Example($"{ReportText.Percent(one.Share)} of its {CorpusOverlap.DefaultK}-mers", [data.Refer(one.Row)]))],
        };
    }
}
