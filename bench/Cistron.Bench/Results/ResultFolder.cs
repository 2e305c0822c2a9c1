using Cistron.Bench.Plans;
using Cistron.Runs.Folders;
using Cistron.Runs.Plots;

namespace Cistron.Bench.Results;

/// <summary>
/// <c>bench/results/MACHINE/</c>: for each case a <c>.json</c>, its plots, and one <c>README.md</c> of all that were ever
/// measured there.
/// </summary>
internal static class ResultFolder
{
    private const string PlanFile = $"{PlanCheck.Name}.json";

    /// <summary>Keeps a result, beside what was measured before at other sizes, and writes the page of all again.</summary>
    public static void Keep(string folder, Machine machine, CaseResult result)
    {
        Directory.CreateDirectory(folder);
        string file = Path.Combine(folder, $"{result.Name}.json");
        if (File.Exists(file))
            result = result with { Rows = [.. Others(JsonFile.Read<CaseResult>(file)).Concat(result.Rows).OrderBy(row => row.Size)] };
        JsonFile.Write(file, result);
        Plot(result, "seconds", "seconds", row => row.MedianSeconds).Save(folder, $"{result.Name}-seconds.svg");
        Plot(result, "peak memory", "bytes", row => row.PeakBytes).Save(folder, $"{result.Name}-memory.svg");
        WritePage(folder, machine);

        IEnumerable<ResultRow> Others(CaseResult before) =>
            before.Rows.Where(row => result.Rows.All(measured => measured.Size != row.Size));
    }

    /// <summary>Keeps plans beside measurements, as <c>plan.json</c>, and writes the page again.</summary>
    public static void Keep(string folder, Machine machine, IReadOnlyList<PlannedStep> steps)
    {
        Directory.CreateDirectory(folder);
        JsonFile.Write(Path.Combine(folder, PlanFile), steps);
        foreach (var (file, chart) in PlanPage.Charts(steps))
            chart.Save(folder, file);
        WritePage(folder, machine);
    }

    private static void WritePage(string folder, Machine machine)
    {
        var results = Case.All.Select(known => Path.Combine(folder, $"{known.Name}.json")).Where(File.Exists)
            .Select(JsonFile.Read<CaseResult>).Select(ResultTable.Of);
        string plans = Path.Combine(folder, PlanFile);
        if (File.Exists(plans))
            results = results.Append(PlanPage.Of(JsonFile.Read<PlannedStep[]>(plans)));
        AtomicFile.WriteText(Path.Combine(folder, "README.md"),
            $"# Measured on {machine.Words}\n\nContestants took turns in the same run; every one was a process of its own. "
            + "`./bench.sh` measures it all again.\n\n" + string.Join("\n", results));
    }

    private static LineChart Plot(CaseResult result, string what, string unit, Func<ResultRow, double> value) =>
        new($"{result.Title}: {what}",
            new Axis(result.Unit) { Scale = AxisScale.Log }, new Axis(what == unit ? "time" : what, unit) { Scale = AxisScale.Log },
            [.. result.Rows.GroupBy(row => row.Contestant).Select(rows =>
                new Line(rows.Key, [.. rows.Select(row => new Point(row.Size, value(row)))]))]);

    private static void Save(this LineChart plot, string folder, string name) =>
        AtomicFile.WriteText(Path.Combine(folder, name), plot.Draw().ToSvg());
}
