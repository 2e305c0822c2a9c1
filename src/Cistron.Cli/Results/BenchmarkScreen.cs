using Cistron.Runs.Folders;
using Cistron.Training.Reports;
using Cistron.Training.Suites;
using Cistron.Training.Verbs;
using Spectre.Console;

namespace Cistron.Cli.Results;

/// <summary>The tasks of a suite with the model, its baselines and the best that was published.</summary>
internal static class BenchmarkScreen
{
    /// <summary>Writes it.</summary>
    public static void Write(BenchmarkResult result, IAnsiConsole console)
    {
        console.WriteLine();
        console.WriteLine($"{result.Suite}, " + (result.Model is { } model ? $"from {model}" : "from scratch")
            + (result.Recipe is { } recipe ? $", with {recipe}" : result.Regime is { } regime ? $", with the regime {regime}"
                : ", with the suite's regimes"));
        WriteScores(result, console);
        foreach (TaskResult task in result.Tasks)
            foreach (BenchmarkCell cell in task.Cells.Where(cell => cell.Fault is not null))
                console.WriteLine($"{task.Task.Name}, seed {cell.Seed}, was not done: {cell.Fault}");
        WriteMissing(result, console);
        if (result.RunsLeft > 0)
            console.WriteWhole($"stopped with {NumberWords.Count(result.RunsLeft)} runs to do; the same command goes on");
        else
            new FactRows()
                .Add("report", new RunPaths(result.Run).Report)
                .Add("table", BenchmarkTable.PathIn(new RunPaths(result.Run)))
                .Write(console);
    }

    private static void WriteScores(BenchmarkResult result, IAnsiConsole console)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("task").AddColumn("metric");
        foreach (string column in new[] { "model, 95 % interval", "seeds", "k-mers", "positions", "published" })
            table.AddColumn(new TableColumn(column) { Alignment = Justify.Right, NoWrap = true });
        foreach (TaskResult task in result.Tasks.Where(task => task.Systems.Count > 0))
            table.AddRow(new Text(task.Task.Name), new Text(TaskMetric.TitleOf(task.Task.Metric)!),
                new Text(Interval(Score(task, SystemScore.Model)!)), new Text(Range(Score(task, SystemScore.Model)!)),
                new Text(Mean(Score(task, SystemScore.Kmers))), new Text(Mean(Score(task, SystemScore.Positions))),
                new Text(task.Best is { } best ? NumberWords.Number(best.Values[task.Task.Metric]) : "–"));
        console.Write(table);
    }

    // Tasks with the same files need them once.
    private static void WriteMissing(BenchmarkResult result, IAnsiConsole console)
    {
        if (result.Missing.Count == 0)
            return;
        console.WriteLine("Files to bring for the other tasks:");
        foreach (var tasks in result.Missing.GroupBy(task => (string.Join(", ", task.Files), task.Bring)))
            console.WriteLine($"- {string.Join(", ", tasks.Select(task => task.Name))}: {tasks.Key.Item1}: {tasks.Key.Bring}");
        console.WriteLine();
    }

    private static SeedScore? Score(TaskResult task, string system) => task.Of(system)?.Metrics.GetValueOrDefault(task.Task.Metric);

    private static string Mean(SeedScore? score) => score is null ? "–" : NumberWords.Number(score.Mean);

    private static string Interval(SeedScore score) => double.IsFinite(score.Lower)
        ? $"{NumberWords.Number(score.Mean)}  [{NumberWords.Number(score.Lower)}, {NumberWords.Number(score.Upper)}]"
        : NumberWords.Number(score.Mean);

    private static string Range(SeedScore score) => score.Values.Count == 1 ? "1"
        : $"{NumberWords.Number(score.Values.Min())}–{NumberWords.Number(score.Values.Max())}";
}
