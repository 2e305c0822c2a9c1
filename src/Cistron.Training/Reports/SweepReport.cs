using Cistron.Data.Reports;
using Cistron.Evaluation.Metrics;
using Cistron.Runs.Folders;
using Cistron.Runs.Reports;
using Cistron.Training.Recipes;
using Cistron.Training.Verbs;

namespace Cistron.Training.Reports;

/// <summary>The page of a sweep: the metric against what was varied, all groups in a table, how the cells trained.</summary>
public sealed record SweepReport
{
    private const int MostRows = 200;

    /// <summary>The whole sweep.</summary>
    public required SweepRecipe Recipe { get; init; }

    /// <summary>What came out.</summary>
    public required SweepResult Result { get; init; }

    /// <summary>What the sweep ran on.</summary>
    public required RunEnvironment Environment { get; init; }

    private int Finished => Result.CountOf(CellState.Finished);

    private Metric? Shown => Result.Metric is { } name ? Metric.Named(name) : null;

    /// <summary>The page.</summary>
    public ReportPage Page() => new($"Sweep: {RunFacts.NameOf(Result.Folder)}", [.. Sections()])
    {
        Lead = Lead(),
        Summary = [.. Unfinished()],
        Footer = $"Cistron {Environment.Cistron}. Every metric of every cell is in `cells.tsv` beside this page, the means in "
            + "`result.json`, each run with its own page in `cells/`.",
    };

    private IEnumerable<ReportSection> Sections()
    {
        if (Shown is { } metric)
        {
            yield return new ReportSection(metric.Title, new Figures(new SweepCharts(Result).Figures()), GroupTable(metric));
            if (new SweepCurves(Result, PathsOf).Figures() is { Count: > 0 } curves)
                yield return new ReportSection("Training", new Figures(curves));
        }
        yield return new ReportSection("Cells", CellTable());
        yield return new ReportSection("What was swept", Facts());
        yield return new ReportSection("What the numbers do and do not show", [.. Limits().Select(text => new Paragraph(text))]);
        yield return new ReportSection("Commands", [.. Commands()]);
        yield return new ReportSection("Environment", RunFacts.Environment(Environment));
    }

    private string Lead()
    {
        string cells = $"{ReportText.Count(Finished)} of {ReportText.Count(Result.Cells.Count)} cells of `{Result.Verb}` are finished";
        if (Shown is not { } metric || Best(metric) is not { } best)
            return $"{cells}.";
        string where = best.Factors.Count == 0 ? "" : $", with {Words(best.Factors)}";
        return $"{cells}. The {(Result.Groups.Count > 1 ? "best mean" : "mean")} {metric.Title} on "
            + $"{Result.JudgedOn} is {ReportText.Number(best.Metrics[metric.Name].Mean)}{where}.";
    }

    private SweepGroup? Best(Metric metric) => Result.Groups
        .Where(group => group.Metrics.TryGetValue(metric.Name, out Spread? spread) && spread.Values > 0)
        .Aggregate((SweepGroup?)null, (best, group) => best is null
            || metric.IsBetter(group.Metrics[metric.Name].Mean, best.Metrics[metric.Name].Mean) ? group : best);

    private IEnumerable<ReportBlock> Unfinished()
    {
        if (Result.CountOf(CellState.Failed) is > 0 and var failed)
            yield return Callout.Warning($"{Cells(failed)} failed; the table of cells says why. The same command tries again.");
        if (Result.WasStopped)
            yield return Callout.Note($"{Cells(Result.CountOf(CellState.Pending))} still to be run; the same command goes on.");
    }

    private Table GroupTable(Metric metric)
    {
        string[] factors = [.. Result.Factors.Where(factor => factor != Result.Replicate)];
        bool hasBaseline = Result.Groups.Any(group => group.Baseline.ContainsKey(metric.Name));
        return new Table($"{metric.Title} on {Result.JudgedOn}, means over cells",
            [
                .. factors.Length == 0 ? [Column.Words("cells")] : factors.Select(Column.Words), Column.Numbers("finished"),
                Column.Numbers("mean"), Column.Numbers("lowest"), Column.Numbers("highest"), Column.Numbers("95 % interval"),
                .. hasBaseline ? [Column.Numbers(Result.BaselineName!)] : Array.Empty<Column>(),
            ],
            [.. Result.Groups.Select(group => (IReadOnlyList<string>)
            [
                .. factors.Length == 0 ? ["all"] : factors.Select(factor => group.Factors[factor]),
                $"{group.Finished} of {group.Cells}",
                .. Numbers(group.Metrics.GetValueOrDefault(metric.Name, Spread.Of([]))),
                .. hasBaseline
                    ? [ReportText.Number(group.Baseline.GetValueOrDefault(metric.Name, Spread.Of([])).Mean)]
                    : Array.Empty<string>(),
            ])]);

        static IEnumerable<string> Numbers(Spread spread) =>
        [
            ReportText.Number(spread.Mean), ReportText.Number(spread.Lowest), ReportText.Number(spread.Highest),
            ReportText.Interval(new Estimate(spread.Mean, spread.Lower, spread.Upper)),
        ];
    }

    private Table CellTable()
    {
        bool failed = Result.CountOf(CellState.Failed) > 0;
        string title = Shown?.Title ?? "metric";
        string cut = Result.Cells.Count > MostRows ? $": the first {MostRows} of {ReportText.Count(Result.Cells.Count)}" : "";
        return new Table($"Every cell{cut}",
            [
                Column.Words("cell"), Column.Words("state"), Column.Numbers(title), Column.Numbers("training"),
                .. failed ? [Column.Words("failure")] : Array.Empty<Column>(),
            ],
            [.. Result.Cells.Take(MostRows).Select(cell => (IReadOnlyList<string>)
            [
                cell.Name, $"{cell.State}".ToLowerInvariant(),
                ReportText.Number(cell.Metrics.GetValueOrDefault(Result.Metric ?? "", double.NaN)),
                cell.Seconds is { } seconds ? ReportText.Duration(seconds) : "–",
                .. failed ? [cell.Failure ?? ""] : Array.Empty<string>(),
            ])]);
    }

    private DefinitionList Facts() => new(
    [
        ("verb", Result.Verb),
        ("recipe", Recipe.Recipe is { } path ? $"`{path}`" : "the verb's defaults"),
        .. Recipe.Set.Select(setting => (setting.Key, $"{setting.Value}, in all cells")),
        .. Recipe.Grid.Select(key => (key.Key, string.Join(", ", key.Value))),
        .. Recipe.Arms.Select(arm => ($"arm {arm.Name}", arm.Set.Count == 0 ? "the recipe as it is"
            : string.Join(", ", arm.Set.Select(setting => $"{setting.Key} {setting.Value}")))),
        ("repeated by", Result.Replicate ?? "nothing"),
        ("training", $"{ReportText.Duration(Result.Cells.Sum(cell => cell.Seconds ?? 0))} in all finished cells"),
    ]);

    private IEnumerable<string> Limits()
    {
        yield return Result.Replicate is { } replicate
            ? $"Bands and intervals come from the values of `{replicate}` alone: they show how much a result moves when it is "
                + "done again, not how much it would move on other test rows. Two values show a tendency; intervals need three."
            : "Each combination was run once: a difference between two of them may be chance. Add `seed` to the grid.";
        yield return "The best of many combinations is flattered by the choice. Judge it again on rows that had no part in "
            + "choosing before a claim is made.";
        if (Result.JudgedOn == "dev rows")
            yield return "The numbers are of the dev rows that the weights were chosen on, because there is no test table; all of "
                + "them flatter the models.";
    }

    private IEnumerable<ReportBlock> Commands()
    {
        string recipe = Path.Combine(Result.Folder, "recipe.yaml");
        yield return new CommandBlock(CommandText.Of("sweep", recipe), "Go on with this sweep, or try again what failed");
        if (Result.Cells is [var first, ..])
            yield return new CommandBlock(CommandText.Of(Result.Verb, PathsOf(first).Recipe,
                ("run", $"{Path.TrimEndingDirectorySeparator(Result.Folder)}-one-cell")), "Run one cell alone, in another folder");
    }

    private RunPaths PathsOf(CellResult cell) => new(Path.Combine(Result.Folder, "cells", cell.Name));

    private static string Cells(int count) => count == 1 ? "1 cell" : $"{ReportText.Count(count)} cells";

    private static string Words(IReadOnlyDictionary<string, string> factors) =>
        string.Join(", ", factors.Select(factor => $"`{factor.Key}` {factor.Value}"));
}
