using System.Globalization;
using Cistron.Runs.Folders;
using Cistron.Sequences.Formats.Tables;
using Cistron.Training.Verbs;

namespace Cistron.Training.Sweeps;

/// <summary>The file <c>cells.tsv</c>: every cell with its factors, its state and all metrics of model and baseline.</summary>
internal static class SweepTable
{
    /// <summary>Where the file of a sweep is.</summary>
    public static string PathIn(RunPaths sweep) => Path.Combine(sweep.Root, "cells.tsv");

    /// <summary>Writes the cells in the order of the grid, atomically; what a cell does not have is empty.</summary>
    public static void Write(string path, SweepResult sweep) => AtomicFile.Write(path, stream =>
    {
        string[] metrics = [.. sweep.Cells.SelectMany(cell => cell.Metrics.Keys).Distinct()];
        string[] baseline = [.. sweep.Cells.SelectMany(cell => cell.Baseline.Keys).Distinct()];
        var table = new TableWriter(stream, '\t',
            ["cell", .. sweep.Factors, "state", .. metrics, .. baseline.Select(name => $"baseline_{name}"), "seconds", "failure"]);
        foreach (CellResult cell in sweep.Cells)
        {
            table.Write(
            [
                cell.Name, .. sweep.Factors.Select(factor => cell.Factors[factor]), $"{cell.State}".ToLowerInvariant(),
                .. metrics.Select(name => Text(cell.Metrics, name)), .. baseline.Select(name => Text(cell.Baseline, name)),
                cell.Seconds?.ToString("0.0", CultureInfo.InvariantCulture) ?? "", cell.Failure ?? "",
            ]);
        }
    });

    private static string Text(IReadOnlyDictionary<string, double> values, string name) =>
        values.TryGetValue(name, out double value) && double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : "";
}
