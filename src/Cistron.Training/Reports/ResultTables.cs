using Cistron.Evaluation.Metrics;
using Cistron.Models.Folders;
using Cistron.Runs.Reports;
using Cistron.Training.Data;

namespace Cistron.Training.Reports;

/// <summary>The tables of a judged task.</summary>
public static class ResultTables
{
    private const int MostClasses = 50;

    /// <summary>Every metric of every method with its interval, and the difference of the first two if it is given.</summary>
    /// <param name="part">What the rows are, such as "test".</param>
    /// <param name="rows">The rows and the methods.</param>
    /// <param name="difference">What <see cref="Bootstrap.Difference"/> gave; null for none.</param>
    public static Table Metrics(string part, JudgedRows rows, IReadOnlyDictionary<string, Estimate>? difference)
    {
        List<(string Name, IReadOnlyDictionary<string, Estimate> Metrics)> columns =
            [.. rows.Arms.Select(arm => (arm.Name, arm.Judgement.Metrics))];
        if (difference is not null)
            columns.Add(("difference", difference));
        return new Table($"Metrics on {ReportText.Count(rows.Targets.Length)} {part} rows",
            [Column.Words("metric"), .. columns.SelectMany(column =>
                new[] { Column.Numbers(column.Name), Column.Numbers("95 % interval") })],
            [.. rows.Arms[0].Predictions.Metrics.Select(metric => (IReadOnlyList<string>)
                [
                    metric.HigherIsBetter ? metric.Title : $"{metric.Title} (lower is better)",
                    .. columns.SelectMany(column => Cells(column.Metrics[metric.Name], column.Metrics == difference)),
                ])]);
    }

    /// <summary>Every class or label: its rows in each table, and how well the first method tells it from the rest.</summary>
    /// <param name="rows">The judged rows.</param>
    /// <param name="parts">The tables of the dataset by their names.</param>
    public static Table Classes(JudgedRows rows, IReadOnlyList<(string Part, LabelledData Table)> parts)
    {
        var scores = rows.Arms[0].Judgement.Classes ?? [];
        long[][] counts = [.. parts.Select(part => CountRows(rows.Task, part.Table))];
        string cut = scores.Count > MostClasses ? $"; the first {MostClasses} of {ReportText.Count(scores.Count)}" : "";
        return new Table($"Rows of each class, and the {rows.Arms[0].Name} on it{cut}",
            [
                Column.Words("class"), .. parts.Select(part => Column.Numbers($"{part.Part} rows")),
                .. new[] { "predicted", "precision", "recall", "F1", "ROC-AUC", "PR-AUC" }.Select(Column.Numbers),
            ],
            [.. scores.Take(MostClasses).Select((score, i) => (IReadOnlyList<string>)
                [
                    score.Name, .. counts.Select((of, part) => Share(of[i], parts[part].Table.Samples.Count)),
                    ReportText.Count(score.Predicted), .. new[] { score.Precision, score.Recall, score.F1, score.RocAuc, score.PrAuc }
                        .Select(ReportText.Number),
                ])]);
    }

    /// <summary>The spread of a regression's targets in each table.</summary>
    /// <inheritdoc cref="Classes"/>
    public static Table Values(JudgedRows rows, IReadOnlyList<(string Part, LabelledData Table)> parts) => new(
        $"Targets '{rows.Task.Outputs[0]}'",
        [Column.Words("table"), .. new[] { "rows", "mean", "standard deviation", "smallest", "largest" }.Select(Column.Numbers)],
        [.. parts.Select(part =>
        {
            double[] values = [.. TaskTargets.Of(rows.Task, part.Table).Select(target => target[0])];
            double mean = values.Average(), deviation = Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
            return (IReadOnlyList<string>)[part.Part, ReportText.Count(values.Length),
                .. new[] { mean, deviation, values.Min(), values.Max() }.Select(ReportText.Number)];
        })]);

    private static string[] Cells(Estimate estimate, bool isDifference) =>
        [isDifference ? ReportText.Signed(estimate.Value) : ReportText.Number(estimate.Value), ReportText.Interval(estimate)];

    private static string Share(long count, int rows) => $"{ReportText.Count(count)} ({ReportText.Percent((double)count / rows)})";

    private static long[] CountRows(SequenceTask task, LabelledData table)
    {
        long[] counts = new long[task.Outputs.Count];
        foreach (double[] target in TaskTargets.Of(task, table))
        {
            if (task.Kind == Sequences.Datasets.TaskKind.MultiClass)
                counts[(int)target[0]]++;
            else
                for (int i = 0; i < counts.Length; i++)
                    counts[i] += (long)target[i];
        }
        return counts;
    }
}
