using Cistron.Evaluation.Metrics;
using Cistron.Runs.Folders;
using Cistron.Training.Verbs;
using Spectre.Console;

namespace Cistron.Cli.Results;

/// <summary>What a sweep came to: the means of every combination, and which cells failed.</summary>
internal static class SweepScreen
{
    /// <summary>Writes it.</summary>
    public static void Write(SweepResult result, IAnsiConsole console)
    {
        console.WriteLine();
        if (result.Metric is { } name)
            WriteGroups(result, Metric.Named(name), console);
        foreach (CellResult cell in result.Cells.Where(cell => cell.State == CellState.Failed))
            console.WriteWhole($"failed: {cell.Name}: {cell.Failure}");
        int finished = result.CountOf(CellState.Finished), cells = result.Cells.Count;
        console.WriteLine($"{NumberWords.Count(finished)} of {NumberWords.Count(cells)} cells are finished"
            + (result.WasStopped ? "; stopped, the same command goes on"
                : finished < cells ? "; the same command tries the others again" : ""));
        new FactRows()
            .Add("report", new RunPaths(result.Folder).Report)
            .Add("table", Path.Combine(result.Folder, "cells.tsv"))
            .Write(console);
    }

    private static void WriteGroups(SweepResult result, Metric metric, IAnsiConsole console)
    {
        string[] factors = [.. result.Factors.Where(factor => factor != result.Replicate)];
        bool hasBaseline = result.BaselineName is not null;
        console.WriteLine($"{metric.Title} on {result.JudgedOn}"
            + (result.Replicate is { } replicate ? $", means over {replicate}" : ""));
        var table = new Table().Border(TableBorder.Simple);
        foreach (string factor in factors)
            table.AddColumn(Markup.Escape(factor));
        string[] baseline = hasBaseline ? [result.BaselineName!] : [];
        foreach (string column in (string[])["cells", "mean", "lowest", "highest", .. baseline])
            table.AddColumn(new TableColumn(column) { Alignment = Justify.Right, NoWrap = true });
        foreach (SweepGroup group in result.Groups)
        {
            Spread spread = SpreadOf(group.Metrics, metric);
            table.AddRow(
            [
                .. factors.Select(factor => new Text(group.Factors[factor])), new Text($"{group.Finished} of {group.Cells}"),
                Number(spread.Mean), Number(spread.Lowest), Number(spread.Highest),
                .. hasBaseline ? [Number(SpreadOf(group.Baseline, metric).Mean)] : Array.Empty<Text>(),
            ]);
        }
        console.Write(table);
    }

    private static Spread SpreadOf(IReadOnlyDictionary<string, Spread> metrics, Metric metric) =>
        metrics.TryGetValue(metric.Name, out Spread? spread) ? spread : Spread.Of([]);

    private static Text Number(double value) => new(NumberWords.Number(value));
}
