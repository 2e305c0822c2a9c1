using Cistron.Evaluation.Metrics;
using Cistron.Runs.Plots;
using Estimate = Cistron.Evaluation.Metrics.Estimate;
using PlotEstimate = Cistron.Runs.Plots.Estimate;

namespace Cistron.Training.Reports;

/// <summary>The charts that compare methods on the same rows by their metrics. Each method keeps its colour.</summary>
/// <param name="rows">The rows and the methods.</param>
public sealed class ComparisonCharts(JudgedRows rows)
{
    /// <summary>
    /// The metrics that are compared: those that rise with quality and lie below 1, so that one axis serves all. Macro
    /// precision and recall are left to tables: macro-F1 stands for both.
    /// </summary>
    public IReadOnlyList<Metric> Metrics { get; } = [.. rows.Arms[0].Predictions.Metrics.Where(metric =>
        metric.HigherIsBetter && metric != Metric.MacroPrecision && metric != Metric.MacroRecall)];

    /// <summary>Every metric for every method, with its 95 % interval.</summary>
    public ComparisonChart Comparison() => new("Metrics", new Axis("higher is better"),
        [.. Metrics.Select(metric => new ComparisonGroup(metric.Title,
            [.. rows.Arms.Select(arm => Plotted(arm.Name, arm.Judgement.Metrics[metric.Name]))]))]);

    /// <summary>How much one method is above another in every metric.</summary>
    /// <param name="name">What is subtracted from what, such as "model − baseline".</param>
    /// <param name="difference">What <see cref="Bootstrap.Difference"/> gave.</param>
    public ComparisonChart Difference(string name, IReadOnlyDictionary<string, Estimate> difference) => new(
        $"Difference: {name}", new Axis("difference"), [.. Metrics.Select(metric =>
            new ComparisonGroup(metric.Title, Plotted(name, difference[metric.Name])))])
    {
        References = [new Reference(0, "equal")],
    };

    private static PlotEstimate Plotted(string name, Estimate estimate) =>
        new(name, estimate.Value, estimate.Lower, estimate.Upper);
}
