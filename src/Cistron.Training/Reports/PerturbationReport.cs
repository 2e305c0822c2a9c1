using Cistron.Data.Reports;
using Cistron.Runs.Plots;
using Cistron.Runs.Reports;
using Cistron.Training.Interpretation;
using Cistron.Training.Recipes;
using Cistron.Training.Verbs;
using Estimate = Cistron.Evaluation.Metrics.Estimate;

namespace Cistron.Training.Reports;

/// <summary>The page of a perturbation map.</summary>
/// <param name="recipe">What was asked for.</param>
/// <param name="result">What came out.</param>
public sealed class PerturbationReport(PerturbationRecipe recipe, PerturbationResult result)
{
    private const int ListedWindows = 5;

    /// <summary>The page.</summary>
    public ReportPage Page() => new($"Perturbation map: {RunFacts.NameOf(recipe.Output)}",
        new ReportSection("The map", [Maps()]),
        new ReportSection("Windows that matter most", [Windows()]),
        new ReportSection("What was done", Facts()),
        new ReportSection("What the map does and does not show", [.. Limits().Select(text => new Paragraph(text))]))
    {
        Lead = $"What becomes of the probability of `{result.Class}` when a window of {ReportText.Count(result.Sequences)} sequences is "
            + $"{Replaced}, with the model in `{recipe.Model}`. Untouched, it is {ReportText.Value(result.Untouched)} on average.",
        Summary = [new KeyNumbers([.. result.Lowest.Select(Strongest)])],
        Footer = $"Cistron {result.Cistron}. The map is in `{Perturbing.TableFile}`, and with everything else in `{Perturbing.ManifestFile}`.",
    };

    private string Replaced => recipe.Replace switch
    {
        Replacement.Random => "replaced with random bases",
        Replacement.Shuffle => "shuffled",
        _ => "replaced with N",
    };

    private KeyNumber Strongest(PerturbedWindow window) => new(ReportText.Signed(window.Change.Value),
        $"lowest change, {window.End - window.Start} bases", $"at {result.PlaceOf(window)}");

    private Figures Maps()
    {
        Axis place = new(recipe.Origin is null ? "middle of the window, from the first base" : "middle of the window, from the origin", "bases");
        Reference[] markers = recipe.Origin is null ? [] : [new Reference(0, "origin")];
        var change = new LineChart($"Change of P({result.Class}) by the place of the replaced window", place, new Axis("change of the probability"),
            Lines(window => window.Change))
        {
            References = [new Reference(0, "untouched")],
            Markers = markers,
            Width = 960,
        };
        var probability = new LineChart($"P({result.Class}) by the place of the replaced window", place,
            new Axis("probability") { Minimum = 0, Maximum = 1 }, Lines(window => window.Probability))
        {
            References = [new Reference(result.Untouched.Value, "untouched")],
            Markers = markers,
            Width = 960,
        };
        return new Figures(
            new Figure(change.Draw(), "The mean change over sequences, each against itself untouched, with its 95 % interval. Where a line is far "
                + "below 0, the model's answer rests on the bases there."),
            new Figure(probability.Draw(), "The mean probability itself."));
    }

    private Line[] Lines(Func<PerturbedWindow, Estimate> value) =>
    [
        .. result.ByWidth().Select(width => new Line($"{width.Key} {(width.Key == 1 ? "base" : "bases")}", [.. width.Select(window => new Point(
            (window.Start + window.End) / 2.0 - result.Origin, value(window).Value, value(window).Lower, value(window).Upper))])),
    ];

    private Table Windows() => new($"The {ListedWindows} lowest changes of each width",
        [Column.Words("window"), Column.Numbers("bases"), Column.Numbers("change"), Column.Numbers("95 % interval"), Column.Numbers("probability")],
        [.. result.ByWidth().SelectMany(width => width.OrderBy(window => window.Change.Value).Take(ListedWindows)).Select(window => (string[])
            [result.PlaceOf(window), $"{window.End - window.Start}", ReportText.Signed(window.Change.Value), ReportText.Interval(window.Change),
                ReportText.Number(window.Probability.Value)])]);

    private DefinitionList Facts() => new(
        ("model", $"`{recipe.Model}`"),
        ("class", $"`{result.Class}`"),
        ("sequences", $"{ReportText.Count(result.Sequences)} of {ReportText.Count(result.Bases)} bases from `{recipe.Input}`"
            + (recipe.Label is { } label ? $", of the label `{label}`" : "")),
        ("windows", $"{string.Join(", ", recipe.Widths)} bases wide, one every {ReportText.Count(recipe.StepBases)} bases, each {Replaced}"
            + (recipe.Replace == Replacement.N ? "" : $" {ReportText.Count(recipe.Replicas)} times")),
        ("places", recipe.Origin is { } origin ? $"counted from base {ReportText.Count(origin)} of the sequences" : "counted from the first base"),
        ("predictions", $"{ReportText.Count(result.Predictions)} in {ReportText.Duration(result.Seconds)}"),
        ("seed", $"{recipe.Seed}"));

    private IEnumerable<string> Limits()
    {
        yield return "The map shows what this model uses, not what the cell uses. What stands elsewhere in the sequence as well can be replaced "
            + "in one place without a change, so that a flat line is no proof that the bases there say nothing.";
        yield return "The intervals cover the choice of sequences; they do not cover training again. Neighbouring windows overlap where they are "
            + "wider than a step, and their values go together.";
        if (recipe.Replace == Replacement.N)
            yield return "A model that has seen no N in training answers on something unlike anything it has learned; `replace=random` avoids that.";
    }
}
