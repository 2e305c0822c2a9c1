using System.Globalization;
using Cistron.Runs.Folders;
using Cistron.Sequences.Formats.Tables;
using Cistron.Training.Verbs;

namespace Cistron.Training.Reports;

/// <summary>The file <c>table.tsv</c> of a benchmark: a row for each task, system and metric, measured or published.</summary>
public static class BenchmarkTable
{
    /// <summary>Where the file of a run is.</summary>
    public static string PathIn(RunPaths run) => Path.Combine(run.Root, "table.tsv");

    /// <summary>Writes the rows, atomically. What is not known is an empty field.</summary>
    public static void Write(string path, BenchmarkResult result) => AtomicFile.Write(path, stream =>
    {
        var table = new TableWriter(stream, TableDelimiter.Tab, "task", "system", "origin", "metric", "value", "lower", "upper",
            "lowest_seed", "highest_seed", "seeds", "regime", "doubt");
        foreach (TaskResult task in result.Tasks)
        {
            foreach (var (system, metrics) in task.Systems)
                foreach (var (metric, score) in metrics)
                    table.Write(task.Task.Name, system, "measured", metric, Text(score.Mean), Text(score.Lower), Text(score.Upper),
                        Text(score.Values.Min()), Text(score.Values.Max()), $"{score.Values.Count}",
                        system == SystemScore.Model ? task.Regime : "", "");
            foreach (var row in task.Task.Published)
                foreach (var (metric, value) in row.Values)
                    table.Write(task.Task.Name, row.System, "published", metric, Text(value), "", "", "", "", "", row.Regime, row.Doubt ?? "");
        }
    });

    private static string Text(double value) => double.IsFinite(value) ? value.ToString("0.######", CultureInfo.InvariantCulture) : "";
}
