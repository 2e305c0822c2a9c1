using Cistron.Evaluation.Metrics;
using Cistron.Runs.Plots;
using Cistron.Runs.Reports;
using Cistron.Training.Sweeps;
using Cistron.Training.Verbs;
using PlotEstimate = Cistron.Runs.Plots.Estimate;

namespace Cistron.Training.Reports;

/// <summary>
/// The charts of a sweep's metric against what was varied. Up to two factors are shown together, and what is averaged are
/// the replicates; of more factors each is shown alone, over all values of the others.
/// </summary>
/// <param name="sweep">A sweep with a finished cell.</param>
public sealed class SweepCharts(SweepResult sweep)
{
    private const double WholePage = 720;

    private readonly IReadOnlyList<SweepFactor> _factors = SweepFactor.Of(sweep);
    private readonly CellResult[] _cells = [.. sweep.Cells.Where(cell => cell.State == CellState.Finished)];
    private readonly Metric _metric = Metric.Named(sweep.Metric!);

    private Axis Value => new(_metric.Title, _metric.HigherIsBetter ? "" : "lower is better");

    private bool HasBaseline => _cells.Any(cell => cell.Baseline.ContainsKey(_metric.Name));

    /// <summary>The charts with their captions.</summary>
    public IReadOnlyList<Figure> Figures() => _factors switch
    {
        [] => [Single()],
        [var factor] => [factor.IsNumeric ? Lines(factor, null) : Groups(null, factor)],
        [var first, var second] => [Pair(first, second)],
        _ => [.. _factors.Select(Marginal)],
    };

    private Figure Single() => new(
        new ComparisonChart($"{_metric.Title} of all cells", Value, new ComparisonGroup("", [.. Estimates("all cells", _cells)])).Draw(),
        Dots);

    private Figure Pair(SweepFactor first, SweepFactor second)
    {
        SweepFactor? axis = new[] { first, second }.Where(factor => factor.IsNumeric).MaxBy(factor => factor.Values.Count);
        return axis is null ? Groups(first, second) : Lines(axis, axis == first ? second : first);
    }

    /// <summary>The metric against a numeric factor, a line for each value of another one.</summary>
    private Figure Lines(SweepFactor axis, SweepFactor? other)
    {
        List<Line> lines = other is null
            ? [Line("model", axis, _cells, cell => cell.Metrics)]
            : [.. other.Values.Select(value => Line(other.Label(value), axis, Having(other, value), cell => cell.Metrics))];
        return new Figure((Chart(axis, lines) with { Width = WholePage }).Draw(),
            (sweep.Replicate is { } replicate
                ? $"Means over the values of `{replicate}`; the band runs from the lowest to the highest value."
                : "One run at each point.") + AboutBaseline);
    }

    /// <summary>Every value of a factor as a method, beside each other for every value of another one.</summary>
    private Figure Groups(SweepFactor? outer, SweepFactor inner)
    {
        ComparisonGroup[] groups = outer is null
            ? [Group("", inner, _cells)]
            : [.. outer.Values.Select(value => Group(outer.Label(value), inner, Having(outer, value)))];
        string title = outer is null ? $"{_metric.Title} by {inner.Name}" : $"{_metric.Title} by {outer.Name} and {inner.Name}";
        return new Figure(new ComparisonChart(title, Value, groups) { Width = WholePage }.Draw(), Dots + AboutBaseline);
    }

    /// <summary>The metric against one of many factors, over all values of the others.</summary>
    private Figure Marginal(SweepFactor factor)
    {
        string caption = "Each mean is over every finished cell with that value, whatever its other factors";
        if (factor.IsNumeric)
            return new Figure(Chart(factor, [Line("mean of cells", factor, _cells, cell => cell.Metrics)]).Draw(),
                $"{caption}; the band runs from the lowest to the highest cell.{AboutBaseline}");
        PlotEstimate[] estimates = [.. factor.Values.Select(value => Scattered(factor.Label(value), Having(factor, value)))];
        return new Figure(new ComparisonChart($"{_metric.Title} by {factor.Name}", Value, new ComparisonGroup("", estimates)).Draw(),
            $"{caption}; small dots are the cells.");
    }

    private LineChart Chart(SweepFactor axis, List<Line> lines)
    {
        if (HasBaseline)
            lines.Add(Line(sweep.BaselineName!, axis, _cells, cell => cell.Baseline));
        return new LineChart($"{_metric.Title} against {axis.Name}", axis.Axis, Value, lines);
    }

    private Line Line(string name, SweepFactor axis, IReadOnlyList<CellResult> cells,
        Func<CellResult, IReadOnlyDictionary<string, double>> metrics)
    {
        List<Point> points = [];
        foreach (string value in axis.Values)
        {
            var spread = Spread.Of(Values(Having(axis, value, cells), metrics));
            bool isBand = spread.Values > 1;
            if (spread.Values > 0)
                points.Add(new Point(SweepFactor.Number(value), spread.Mean,
                    isBand ? spread.Lowest : double.NaN, isBand ? spread.Highest : double.NaN));
        }
        return new Line(name, points);
    }

    private ComparisonGroup Group(string name, SweepFactor inner, IReadOnlyList<CellResult> cells) => new(name,
        [.. inner.Values.Select(value => Estimate(inner.Label(value), Values(Having(inner, value, cells), cell => cell.Metrics))),
            .. Baseline(cells)]);

    private IEnumerable<PlotEstimate> Estimates(string name, IReadOnlyList<CellResult> cells) =>
        [Estimate(name, Values(cells, cell => cell.Metrics)), .. Baseline(cells)];

    private IEnumerable<PlotEstimate> Baseline(IReadOnlyList<CellResult> cells) =>
        HasBaseline ? [Estimate(sweep.BaselineName!, Values(cells, cell => cell.Baseline))] : [];

    private static PlotEstimate Estimate(string name, double[] values)
    {
        var spread = Spread.Of(values);
        return new PlotEstimate(name, spread.Mean, spread.Lower, spread.Upper) { Seeds = values.Length > 1 ? values : [] };
    }

    /// <summary>A mean over cells that differ in more than the replicate, which no interval describes.</summary>
    private PlotEstimate Scattered(string name, IReadOnlyList<CellResult> cells)
    {
        double[] values = Values(cells, cell => cell.Metrics);
        return new PlotEstimate(name, Spread.Of(values).Mean) { Seeds = values };
    }

    private double[] Values(IEnumerable<CellResult> cells, Func<CellResult, IReadOnlyDictionary<string, double>> metrics) =>
        [.. cells.Select(cell => metrics(cell).GetValueOrDefault(_metric.Name, double.NaN)).Where(double.IsFinite)];

    private CellResult[] Having(SweepFactor factor, string value, IReadOnlyList<CellResult>? cells = null) =>
        [.. (cells ?? _cells).Where(cell => cell.Factors[factor.Key] == value)];

    private string Dots => sweep.Replicate is { } replicate
        ? $"Large dots are means over the values of `{replicate}`, small dots the single cells; with three or more of them the "
            + "line is the 95 % interval of the mean by Student's t."
        : "One run each.";

    private string AboutBaseline => HasBaseline
        ? $" The {sweep.BaselineName} was fitted and judged on the same rows as the models of each cell."
        : "";
}
