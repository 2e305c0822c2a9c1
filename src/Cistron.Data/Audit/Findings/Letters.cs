using Cistron.Data.Reports;
using Cistron.Sequences.Alphabets;

namespace Cistron.Data.Audit.Findings;

/// <summary>
/// Letters that were raised, exchanged or are ambiguous. A warning when more than 1 % of all letters are ambiguous, or
/// when the share of rows with such a letter differs by more than a twentieth between a class and the other rows; a note
/// for anything else.
/// </summary>
public sealed record Letters : Finding
{
    private const double Many = 0.01;
    private const double Uneven = 0.05;

    /// <inheritdoc />
    public override string Title => "Letters";

    /// <inheritdoc />
    public override string Meaning =>
        "Lower case (soft masking) and T or U are brought into one form for every model; a letter such as N stands for an "
        + "unknown base, and where it prefers a class it tells where a sequence came from.";

    /// <summary>What was met and replaced in all files.</summary>
    public required LetterCounts Counts { get; init; }

    /// <summary>Rows with an ambiguous letter.</summary>
    public required int RowsWithAmbiguous { get; init; }

    /// <summary>The share of such rows in each class; empty unless rows have classes.</summary>
    public required IReadOnlyDictionary<string, double> AmbiguousByClass { get; init; }

    /// <summary>Looks at them.</summary>
    public static Letters In(AuditedData data)
    {
        // Parts of one table share its counts.
        var counts = data.Parts.Select(part => part.Table).DistinctBy(table => table.File)
            .Aggregate(new LetterCounts(), (sum, table) => sum + table.Letters);
        int[] ambiguous = [.. data.Bases.Select(bases => Ambiguous(bases, data.Alphabet))];
        int[] rows = [.. Enumerable.Range(0, data.Count).Where(row => ambiguous[row] > 0)];
        var (shares, uneven) = ByClass(data, ambiguous);
        bool isMuch = Share(ambiguous.Sum(n => (long)n), data.Bases.Sum(bases => (long)bases.Length)) > Many || uneven is not null;
        string remarks = string.Join(", ", new[] { counts.Remarks, uneven ?? "" }.Where(words => words.Length > 0));
        return new Letters
        {
            Severity = isMuch ? Severity.Warning : remarks.Length > 0 ? Severity.Note : Severity.Fine,
            Sentence = remarks.Length > 0 ? remarks : $"all letters are upper case and of {Canonical(data.Alphabet)}",
            Brief = remarks,
            Counts = counts,
            RowsWithAmbiguous = rows.Length,
            AmbiguousByClass = shares,
            Examples = [.. rows.OrderByDescending(row => ambiguous[row]).Take(MostExamples).Select(row => new Example(
                $"{ReportText.Count(ambiguous[row])} ambiguous letters of {ReportText.Count(data.Bases[row].Length)}",
                [data.Refer(row)]))],
        };
    }

    private static (Dictionary<string, double> Shares, string? Uneven) ByClass(AuditedData data, int[] ambiguous)
    {
        if (!data.HasClasses)
            return ([], null);
        int[][] byClass = data.RowsByClass(Enumerable.Range(0, data.Count));
        double all = ambiguous.Count(n => n > 0);
        double[] with = [.. byClass.Select(rows => (double)rows.Count(row => ambiguous[row] > 0))];
        var shares = Enumerable.Range(0, with.Length)
            .ToDictionary(label => data.Task.Labels[label], label => Share(with[label], byClass[label].Length));
        double[] apart = [.. with.Select((count, label) =>
            Share(count, byClass[label].Length) - Share(all - count, data.Count - byClass[label].Length))];
        int most = Enumerable.Range(0, apart.Length).MaxBy(label => Math.Abs(apart[label]));
        return (shares, Math.Abs(apart[most]) <= Uneven ? null
            : $"ambiguous letters stand in {ReportText.Percent(shares[data.Task.Labels[most]])} of the rows of class {data.Task.Labels[most]} and in "
                + $"{ReportText.Percent(Share(all - with[most], data.Count - byClass[most].Length))} of the others");
    }

    private static int Ambiguous(ReadOnlySpan<byte> bases, Alphabet alphabet)
    {
        int count = 0;
        foreach (byte letter in bases)
            count += alphabet.IsCanonical(letter) ? 0 : 1;
        return count;
    }

    private static string Canonical(Alphabet alphabet) =>
        string.Join(", ", alphabet.Letters.ToArray().Select(letter => (char)letter));
}
