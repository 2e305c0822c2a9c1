using Cistron.Data.Reports;
using Cistron.Runs.Plots;
using Cistron.Runs.Reports;
using Cistron.Training.Suites;
using Cistron.Training.Verbs;

namespace Cistron.Training.Reports;

/// <summary>All tasks of a benchmark at a glance, and the means of their groups.</summary>
internal static class BenchmarkOverview
{
    private const string BestPublished = "best published";

    /// <summary>The chart and the tables; nothing when no task was done.</summary>
    public static IEnumerable<ReportBlock> Of(BenchmarkResult result)
    {
        TaskResult[] done = [.. result.Tasks.Where(task => task.Systems.Count > 0)];
        if (done.Length == 0)
            yield break;
        string metrics = string.Join(", ", done.Select(task => TaskMetric.TitleOf(task.Task.Metric)).Distinct());
        var chart = new ComparisonChart("The metric of each task", new Axis($"{metrics}; higher is better"),
            [.. done.Select(task => new ComparisonGroup(task.Task.Title,
            [
                .. BenchmarkScores.Measured(task),
                .. task.Best is { } best ? new[] { BenchmarkScores.Quoted(BestPublished, best.Values[task.Task.Metric]) } : [],
            ]))]) { Width = 960 };
        yield return new Figures(new Figure(chart.Draw(), "Large dots are means over seeds, small ones the seeds. The lines are 95 % "
            + "intervals over the choice of test rows. Hollow dots are published figures, from other rows and single runs."));
        yield return new Table("The metric of each task",
            [
                Column.Words("task"), Column.Words("metric"), Column.Numbers("model"), Column.Numbers("95 % interval"),
                Column.Numbers("seeds"), Column.Numbers("k-mers"), Column.Numbers("positions"), Column.Numbers("published"),
                Column.Words("best by"),
            ],
            [.. done.Select(task => (IReadOnlyList<string>)
            [
                task.Task.Title, TaskMetric.TitleOf(task.Task.Metric)!,
                .. BenchmarkScores.Cells(task.Of(SystemScore.Model), task.Task.Metric),
                BenchmarkScores.Mean(task.Of(SystemScore.Kmers), task.Task.Metric),
                BenchmarkScores.Mean(task.Of(SystemScore.Positions), task.Task.Metric),
                task.Best is { } best ? ReportText.Number(best.Values[task.Task.Metric]) : "–",
                task.Best is { } published ? BenchmarkScores.Origin(published) : "–",
            ])]);
        foreach (var group in done.Where(task => task.Task.Group is not null).GroupBy(task => (task.Task.Group, task.Task.Metric)))
            if (group.Count() > 1)
                yield return Means(group.Key.Group!, group.Key.Metric, [.. group]);
    }

    // Over the same tasks for all, or else the mean would be about the choice of tasks.
    private static Table Means(string group, string metric, TaskResult[] tasks)
    {
        var measured = tasks[0].Systems.Select(system => system.System)
            .Where(system => tasks.All(task => task.Of(system) is not null))
            .Select(system => (system, Origin: "measured", Mean: ReportText.Number(tasks.Average(task => task.Of(system)!.Metrics[metric].Mean))));
        var published = tasks[0].Task.Published.Select(row => row.System)
            .Select(system => (System: system, Rows: tasks.Select(task => task.Task.Published.FirstOrDefault(row =>
                row.System == system && row.Values.ContainsKey(metric))).ToArray()))
            .Where(row => row.Rows.All(one => one is not null))
            .Select(row => (row.System, Origin: "published", Mean: ReportText.Number(row.Rows.Average(one => one!.Values[metric]))
                + (row.Rows.FirstOrDefault(one => one!.Doubt is not null) is { } doubtful ? BenchmarkScores.Mark(doubtful) : "")));
        return new Table($"{group}: mean {TaskMetric.TitleOf(metric)} of the {ReportText.Count(tasks.Length)} tasks that were run",
            [Column.Words("system"), Column.Words("origin"), Column.Numbers("mean")],
            [.. measured.Concat(published).Select(row => (IReadOnlyList<string>)[row.Item1, row.Origin, row.Mean])]);
    }
}
