using System.Globalization;

namespace Cistron.Sequences.Datasets;

/// <summary>What is to be predicted from a sequence, and what the labels look like.</summary>
/// <param name="Kind">The kind of task.</param>
/// <param name="Labels">The labels in the order of a model's outputs; none for numbers.</param>
/// <param name="Counts">How many samples, or bases, have each label, in the order of <paramref name="Labels"/>.</param>
/// <param name="Numbers">The spread of labels that are numbers; null for any other kind.</param>
/// <param name="Column">The column that the labels were taken from.</param>
/// <param name="IsInferred">Whether the kind was inferred from the labels; else it was given.</param>
public sealed record PredictionTask(
    TaskKind Kind, LabelSet Labels, IReadOnlyList<long> Counts, NumberSummary? Numbers, string Column, bool IsInferred)
{
    private const int MostLabelsInLine = 10;

    /// <summary>One line such as <c>2 classes (0: 2,452; 1: 2,452), inferred from column 'label'</c>.</summary>
    public string Explain()
    {
        string what = Kind switch
        {
            TaskKind.MultiClass => Invariant($"{Labels.Count:N0} classes ({CountsLine()})"),
            TaskKind.MultiLabel => Invariant($"{Labels.Count:N0} labels, any number of them a sample ({CountsLine()})"),
            TaskKind.PerBaseClass => Invariant($"{Labels.Count:N0} classes of bases ({CountsLine()})"),
            _ => (Kind == TaskKind.PerBaseValue ? "a value for each base" : "regression") + (Numbers is { } numbers
                ? Invariant($" ({numbers.Count:N0} numbers: mean {numbers.Mean:G4}, ")
                    + Invariant($"sd {numbers.StandardDeviation:G4}, from {numbers.Min:G4} to {numbers.Max:G4})")
                : ""),
        };
        return $"{what}, {(IsInferred ? "inferred" : "as asked for,")} from column '{Column}'";
    }

    private string CountsLine()
    {
        string line = string.Join("; ",
            Labels.Labels.Zip(Counts, (label, count) => Invariant($"{Printable(label)}: {count:N0}")).Take(MostLabelsInLine));
        int others = Labels.Count - MostLabelsInLine;
        return others > 0 ? Invariant($"{line}; and {others:N0} more") : line;
    }

    // Labels are the user's own words: a control character could steer a terminal or break a line.
    private static string Printable(string label) => string.Concat(label.Select(letter => char.IsControl(letter) ? '?' : letter));

    private static string Invariant(FormattableString line) => line.ToString(CultureInfo.InvariantCulture);
}
