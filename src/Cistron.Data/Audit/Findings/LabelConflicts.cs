using Cistron.Data.Reports;
using Cistron.Sequences.Datasets;

namespace Cistron.Data.Audit.Findings;

/// <summary>
/// Equal sequences with different labels; of a regression, with values further apart than the standard deviation of all
/// values. A warning from 0.5 % of all rows on, a note from one sequence on.
/// </summary>
public sealed record LabelConflicts : Finding
{
    private const double Many = 0.005;

    /// <inheritdoc />
    public override string Title => "Label conflicts";

    /// <inheritdoc />
    public override string Meaning =>
        "No method can be right on all rows of a sequence that has two answers: labels are noisy, depend on something that "
        + "is not in the sequence, or rows of different sources were joined.";

    /// <summary>Sequences that stand there more than once.</summary>
    public required int RepeatedSequences { get; init; }

    /// <summary>Those with different labels.</summary>
    public required int Sequences { get; init; }

    /// <summary>Rows of those.</summary>
    public required int Rows { get; init; }

    /// <summary>Looks for them.</summary>
    public static LabelConflicts In(AuditedData data)
    {
        double apart = data.Task.Numbers?.StandardDeviation ?? 0;
        int[][] repeated = [.. data.Groups.RepeatedRows.GroupBy(row => data.Groups.GroupOf[row]).Select(group => group.ToArray())];
        int[][] conflicts = [.. repeated.Where(rows => rows.Any(row => Differ(data, rows[0], row, apart)))];
        int rows = conflicts.Sum(group => group.Length);
        string others = data.Task.Kind == TaskKind.Regression
            ? $"values more than one standard deviation ({ReportText.Number(apart)}) apart" : "different labels";
        return new LabelConflicts
        {
            Severity = rows >= Many * data.Count && rows > 0 ? Severity.Warning : rows > 0 ? Severity.Note : Severity.Fine,
            Sentence = rows > 0
                ? $"{ReportText.Count(conflicts.Length)} of {ReportText.Count(repeated.Length)} repeated sequences have {others}, "
                    + $"in {ReportText.Count(rows)} rows"
                : "no sequence has two labels",
            Brief = conflicts.Length switch
            {
                0 => "",
                1 => "one sequence has several labels",
                var many => $"{ReportText.Count(many)} sequences have several labels",
            },
            RepeatedSequences = repeated.Length,
            Sequences = conflicts.Length,
            Rows = rows,
            Examples = [.. conflicts.OrderByDescending(group => group.Length).Take(MostExamples)
                .Select(group => Conflict(data, group, apart))],
        };
    }

    /// <summary>Whether two rows with like sequences contradict each other.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="one">A row.</param>
    /// <param name="other">Another.</param>
    /// <param name="apart">How far values of a regression may lie apart.</param>
    internal static bool Differ(AuditedData data, int one, int other, double apart) =>
        data.Task.Kind == TaskKind.Regression
            ? Math.Abs(data.Targets[one][0] - data.Targets[other][0]) > apart
            : !data.Targets[one].AsSpan().SequenceEqual(data.Targets[other]);

    private static Example Conflict(AuditedData data, int[] group, double apart)
    {
        int other = group.First(row => Differ(data, group[0], row, apart));
        return new Example($"one sequence, labels '{data.Samples[group[0]].Label}' and '{data.Samples[other].Label}'",
            [data.Refer(group[0]), data.Refer(other)]);
    }
}
