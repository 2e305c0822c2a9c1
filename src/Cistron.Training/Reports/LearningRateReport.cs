using Cistron.Data.Reports;
using Cistron.Runs.Plots;
using Cistron.Runs.Reports;
using Cistron.Training.Optimization;
using Cistron.Training.Recipes;
using Cistron.Training.Verbs;

namespace Cistron.Training.Reports;

/// <summary>The page of a sweep over learning rates: the curve, and what it suggests.</summary>
public sealed record LearningRateReport
{
    /// <summary>What came out.</summary>
    public required LearningRateResult Result { get; init; }

    /// <summary>The steps of the sweep.</summary>
    public required IReadOnlyList<SweepPoint> Points { get; init; }

    /// <summary>How the run is to be optimized.</summary>
    public required TrainingRecipe Recipe { get; init; }

    /// <summary>What the sweep ran on.</summary>
    public required RunEnvironment Environment { get; init; }

    /// <summary>The page.</summary>
    public ReportPage Page() => new($"Sweep: {RunFacts.NameOf(Result.Folder)}",
        new ReportSection("Sweep", new Figures(new Figure(Chart().Draw(), Caption))),
        new ReportSection("What was swept", Facts()),
        new ReportSection("What the curve does and does not show", [.. Limits.Select(text => new Paragraph(text))]),
        new ReportSection("Commands", [.. Commands()]),
        new ReportSection("Environment", RunFacts.Environment(Environment)))
    {
        Lead = Lead,
        Footer = $"Cistron {Environment.Cistron}. The numbers of this page are in `result.json` and `metrics.jsonl` beside "
            + "it.",
    };

    private string Lead => Result.Safer is { } safer
        ? $"The loss falls fastest at a learning rate of {ReportText.Rate(Result.Steepest!.Value)}; a tenth of the rate "
            + $"with the lowest loss is {ReportText.Rate(Result.TenthOfLowest!.Value)}. The smaller of the two, "
            + $"{ReportText.Rate(safer)}, is the safer highest rate to begin with."
        : "The loss falls at none of the rates that were tried, so that the sweep suggests none. Sweep with larger batches, "
            + "or look at the data.";

    private string Caption =>
        "One step at each rate, and the exponential mean of the losses so far, which lags behind them; the frame ends a "
        + "little above the first loss. "
        + (Result.Exploded
            ? "The sweep ended where that mean was four times its lowest value, or before a loss that is not a number."
            : "The loss did not explode up to the highest rate.");

    private static IEnumerable<string> Limits =>
    [
        "The curve is one short training in which the rate rises all the time, on the batches that the run will see first. "
            + "A rate that is fine for a few steps can still be too high for a whole run, and another seed moves the "
            + "suggestion: trust its order of magnitude.",
        "It holds for this batch size, this model and these layer groups. Each phase that thaws more layers has a curve of "
            + "its own, after what the phases before it have learned.",
    ];

    private LineChart Chart()
    {
        double first = Points[0].SmoothedLoss, lowest = Points.Min(point => point.SmoothedLoss);
        // The explosion is many times higher than the fall that one looks for.
        double top = Math.Max(1.2 * first, 2 * first - lowest);
        return new LineChart("Loss against learning rate", new Axis("learning rate") { Scale = AxisScale.Log },
            new Axis("loss") { Maximum = top },
            new Line("each step", [.. Points.Select(point => new Point(point.LearningRate, point.Report.Loss))]),
            new Line("exponential mean", [.. Points.Select(point => new Point(point.LearningRate, point.SmoothedLoss))]))
        {
            Width = 720,
            Markers = Result.Safer is null ? [] :
            [
                new Reference(Result.Steepest!.Value, $"steepest {ReportText.Rate(Result.Steepest.Value)}"),
                new Reference(Result.TenthOfLowest!.Value, $"lowest / 10 {ReportText.Rate(Result.TenthOfLowest.Value)}"),
            ],
        };
    }

    private DefinitionList Facts() => new(
        ("rates", $"{ReportText.Rate(Result.LowestRate)} to {ReportText.Rate(Result.HighestRate)}, in {Result.Steps} steps "
            + "of equal ratio"),
        ("trained", string.Join(", ", Result.LayerGroups)),
        ("batch", RunFacts.Batch(Recipe)),
        ("optimizer", RunFacts.Optimizer(Recipe)),
        ("precision", RunFacts.Word(Recipe.Precision)));

    private IEnumerable<ReportBlock> Commands()
    {
        if (Result.Command is { } command)
            yield return new CommandBlock(command, "Train with the safer rate");
        else if (Result.Safer is { } safer)
            yield return new Paragraph($"Give the first of `training.phases` the rate {ReportText.Rate(safer)}.");
        else
            yield return new Paragraph("There is nothing to be run yet.");
    }
}
