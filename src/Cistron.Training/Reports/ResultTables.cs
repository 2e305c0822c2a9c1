using Cistron.Data.Reports;
using Cistron.Data.Tables;
using Cistron.Evaluation.Metrics;
using Cistron.Models.Folders;
using Cistron.Runs.Reports;
using Cistron.Sequences.Datasets;
using Cistron.Training.Data;

namespace Cistron.Training.Reports;

/// <summary>The tables of a judged task.</summary>
public static class ResultTables
{
    private const int MostClasses = 50;

    private static readonly string[] ScoreNames = ["predicted", "precision", "recall", "F1", "ROC-AUC", "PR-AUC"];

    private static readonly string[] SpreadNames = ["targets", "mean", "standard deviation", "smallest", "largest"];

    /// <summary>Every metric of every method with its interval, and differences beside them if any are given.</summary>
    /// <param name="part">What the rows are, such as "test".</param>
    /// <param name="rows">The rows and the methods.</param>
    /// <param name="differences">What <see cref="Bootstrap.Difference"/> gave, each with its name.</param>
    public static Table Metrics(string part, JudgedRows rows,
        params IEnumerable<(string Name, IReadOnlyDictionary<string, Estimate> Metrics)> differences)
    {
        List<(string Name, IReadOnlyDictionary<string, Estimate> Metrics, Func<double, string> Write)> columns =
        [
            .. rows.Arms.Select(arm => (arm.Name, arm.Judgement.Metrics, (Func<double, string>)ReportText.Number)),
            .. differences.Select(difference => (difference.Name, difference.Metrics, (Func<double, string>)ReportText.Signed)),
        ];
        return new Table(
            $"Metrics on {ReportText.Count(rows.Targets.Length)} {part} {rows.Unit}",
            [Column.Words("metric"), .. columns.SelectMany(column =>
                new[] { Column.Numbers(column.Name), Column.Numbers("95 % interval") })],
            [.. rows.Arms[0].Predictions.Metrics.Select(metric => Row(
                metric.HigherIsBetter ? metric.Title : $"{metric.Title} (lower is better)",
                columns.SelectMany(column => new[]
                {
                    column.Write(column.Metrics[metric.Name].Value), ReportText.Interval(column.Metrics[metric.Name]),
                })))]);
    }

    /// <summary>
    /// Every class or label, at most fifty: its rows in each table, and how well the first method tells it from others.
    /// </summary>
    /// <param name="rows">The judged rows.</param>
    /// <param name="parts">The tables of the dataset by their names.</param>
    public static Table Classes(JudgedRows rows, IReadOnlyList<(string Part, LabelledData Table)> parts)
    {
        IReadOnlyList<ClassScore> scores = rows.Arms[0].Judgement.Classes ?? [];
        string[][] counts = [.. parts.Select(part => RowsOfClasses(rows.Task, part.Table))];
        string cut = scores.Count > MostClasses ? $": the first {MostClasses} of {ReportText.Count(scores.Count)}" : "";
        return new Table(
            $"{(rows.Task.Kind.IsPerBase() ? "Bases" : "Rows")} of each class, and what the {rows.Arms[0].Name} makes of it{cut}",
            [
                Column.Words("class"), .. parts.Select(part => Column.Numbers($"{part.Part} {rows.Unit}")),
                .. ScoreNames.Select(Column.Numbers),
            ],
            [.. scores.Take(MostClasses).Select((score, i) => Row(
                score.Name,
                [
                    .. counts.Select(of => of[i]), ReportText.Count(score.Predicted),
                    .. Numbers(score.Precision, score.Recall, score.F1, score.RocAuc, score.PrAuc),
                ]))]);
    }

    /// <summary>The spread of a regression's targets in each table.</summary>
    /// <inheritdoc cref="Classes"/>
    public static Table Values(JudgedRows rows, IReadOnlyList<(string Part, LabelledData Table)> parts) => new(
        $"Targets '{rows.Task.Outputs[0]}'",
        [Column.Words("table"), .. SpreadNames.Select(Column.Numbers)],
        [.. parts.Select(part =>
        {
            double[] values = [.. Targets(rows.Task, part.Table).Select(target => target[0])];
            double mean = values.Average(), deviation = Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
            return Row(part.Part,
                [ReportText.Count(values.Length), .. Numbers(mean, deviation, values.Min(), values.Max())]);
        })]);

    private static IReadOnlyList<string> Row(string name, IEnumerable<string> cells) => [name, .. cells];

    private static IEnumerable<string> Numbers(params double[] values) => values.Select(ReportText.Number);

    private static double[][] Targets(SequenceTask task, LabelledData table) =>
        TaskTargets.Single(task, TaskTargets.Of(task, table));

    private static string[] RowsOfClasses(SequenceTask task, LabelledData table)
    {
        long[] counts = new long[task.Outputs.Count];
        double[][] targets = Targets(task, table);
        foreach (double[] target in targets)
        {
            if (task.Kind.HasClasses())
                counts[(int)target[0]]++;
            else
                for (int label = 0; label < counts.Length; label++)
                    counts[label] += (long)target[label];
        }
        return [.. counts.Select(count =>
            $"{ReportText.Count(count)} ({ReportText.Percent((double)count / targets.Length)})")];
    }
}
