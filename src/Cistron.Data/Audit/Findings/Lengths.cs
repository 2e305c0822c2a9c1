using Cistron.Data.Reports;

namespace Cistron.Data.Audit.Findings;

/// <summary>The lengths of some rows in bases.</summary>
/// <param name="Of">The part, or the class.</param>
/// <param name="Shortest">The shortest row.</param>
/// <param name="Median">The median.</param>
/// <param name="Longest">The longest row.</param>
public sealed record LengthSpread(string Of, int Shortest, int Median, int Longest);

/// <summary>
/// How long sequences are. A note where nine rows in ten or more have one length and others do not, and where a row is
/// empty; that a length gives a class away is told by <see cref="Shortcuts"/>.
/// </summary>
public sealed record Lengths : Finding
{
    private const double UsualShare = 0.9;

    /// <inheritdoc />
    public override string Title => "Lengths";

    /// <inheritdoc />
    public override string Meaning =>
        "A few rows of another length among rows of one length are most often cut at the end of a contig or broken in a "
        + "file; whoever batches rows of one length stumbles over them.";

    /// <summary>The spread in each part, and in all.</summary>
    public required IReadOnlyList<LengthSpread> Parts { get; init; }

    /// <summary>The spread in each class; empty unless rows have classes.</summary>
    public required IReadOnlyList<LengthSpread> Classes { get; init; }

    /// <summary>The commonest length.</summary>
    public required int Usual { get; init; }

    /// <summary>Rows of another length than the commonest.</summary>
    public required int Unusual { get; init; }

    /// <summary>Measures them.</summary>
    public static Lengths In(AuditedData data)
    {
        var rows = Enumerable.Range(0, data.Count);
        int usual = rows.GroupBy(row => data.Bases[row].Length).MaxBy(group => group.Count())!.Key;
        int[] unusual = [.. rows.Where(row => data.Bases[row].Length != usual)
            .OrderByDescending(row => Math.Abs(data.Bases[row].Length - usual))];
        int empty = data.Bases.Count(bases => bases.Length == 0);
        bool isUsual = data.Count - unusual.Length >= UsualShare * data.Count;
        var all = Spread(data, "all", rows);
        return new Lengths
        {
            Severity = empty > 0 || (isUsual && unusual.Length > 0) ? Severity.Note : Severity.Fine,
            Sentence = (unusual.Length == 0 ? $"all rows have {ReportText.Count(usual)} bases"
                : isUsual ? $"{ReportText.Count(unusual.Length)} of {ReportText.Count(data.Count)} rows have not the usual "
                    + $"{ReportText.Count(usual)} bases"
                : $"rows have {ReportText.Count(all.Shortest)} to {ReportText.Count(all.Longest)} bases, the median "
                    + ReportText.Count(all.Median))
                + (empty > 0 ? $"; {Empty(empty)}" : ""),
            Brief = empty > 0 ? Empty(empty)
                : isUsual && unusual.Length > 0 ? $"{ReportText.Count(unusual.Length)} rows have not the usual {ReportText.Count(usual)} bases"
                : "",
            Parts = [.. data.Parts.Select(part => Spread(data, part.Name, part.Rows)), all],
            Classes = !data.HasClasses ? [] : [.. data.RowsByClass(rows).Index().Where(one => one.Item.Length > 0)
                .Select(one => Spread(data, data.Task.Labels[one.Index], one.Item))],
            Usual = usual,
            Unusual = unusual.Length,
            Examples = !isUsual ? [] : [.. unusual.Take(MostExamples).Select(row =>
                new Example($"{ReportText.Count(data.Bases[row].Length)} bases", [data.Refer(row)]))],
        };
    }

    private static string Empty(int rows) => rows == 1 ? "one row is empty" : $"{ReportText.Count(rows)} rows are empty";

    private static LengthSpread Spread(AuditedData data, string of, IEnumerable<int> rows)
    {
        int[] sorted = [.. rows.Select(row => data.Bases[row].Length).Order()];
        return new LengthSpread(of, sorted[0], sorted[sorted.Length / 2], sorted[^1]);
    }
}
