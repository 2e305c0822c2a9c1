using Cistron.Evaluation.Metrics;
using Cistron.Runs.Folders;
using Cistron.Runs.Plots;
using Cistron.Runs.Reports;
using Cistron.Training.Sweeps;
using Cistron.Training.Verbs;

namespace Cistron.Training.Reports;

/// <summary>How the cells of a sweep trained: the metric on held-out data over the steps, each cell faintly, by factor.</summary>
public sealed class SweepCurves
{
    // More would be a surface and not lines.
    private const int MostTraces = 300;

    // Bands of more lines would hide each other, and the courses show the spread by themselves.
    private const int MostBands = 3;

    private readonly SweepResult _sweep;
    private readonly Metric _metric;
    private readonly (CellResult Cell, IReadOnlyList<Point> Course)[] _courses;

    /// <summary>Reads the courses of the finished cells.</summary>
    /// <param name="sweep">A sweep with a finished cell.</param>
    /// <param name="pathsOf">The run folder of a cell.</param>
    public SweepCurves(SweepResult sweep, Func<CellResult, RunPaths> pathsOf)
    {
        (_sweep, _metric) = (sweep, Metric.Named(sweep.Metric!));
        string name = $"validation_{_metric.Name}";
        _courses =
        [
            .. sweep.Cells.Where(cell => cell.State == CellState.Finished)
                .Select(cell => (cell, (IReadOnlyList<Point>)[.. MetricsLog.Read(pathsOf(cell).Metrics)
                    .Where(row => row.Values.ContainsKey(name)).Select(row => new Point(row.Step, row.Values[name]))]))
                .Where(course => course.Item2.Count > 0),
        ];
    }

    /// <summary>A chart for each factor; one for all cells where there is none; none where nothing was validated.</summary>
    public IReadOnlyList<Figure> Figures()
    {
        if (_courses.Length == 0)
            return [];
        var factors = SweepFactor.Of(_sweep);
        return factors.Count == 0
            ? [Figure("", _ => "all cells", ["all cells"])]
            : [.. factors.Select(factor => Figure($" by {factor.Name}",
                cell => factor.Label(cell.Factors[factor.Key]), [.. factor.Values.Select(factor.Label)]))];
    }

    private Figure Figure(string title, Func<CellResult, string> nameOf, IReadOnlyList<string> names)
    {
        bool hasBands = names.Count <= MostBands;
        Line[] lines = [.. names.Select(name => new Line(name, Mean([.. _courses
            .Where(course => nameOf(course.Cell) == name).Select(course => course.Course)])))];
        if (!hasBands)
            lines = [.. lines.Select(line => line with { Points = [.. line.Points.Select(point => new Point(point.X, point.Y))] })];
        int stride = (_courses.Length + MostTraces - 1) / MostTraces;
        var chart = new LineChart($"{_metric.Title} while training{title}", new Axis("step") { Minimum = 0 },
            new Axis(_metric.Title), lines)
        {
            Traces = [.. _courses.Where((_, i) => i % stride == 0).Select(course => new Line(nameOf(course.Cell), course.Course))],
        };
        return new Figure(chart.Draw(), "On the data that weights are chosen by. Thin lines are single cells"
            + (stride > 1 ? $", every {stride}th of them" : "")
            + "; thick ones their means, over the steps at which all of them were validated"
            + (hasBands ? ", with a band from the lowest to the highest." : "."));
    }

    /// <summary>The mean of courses at the steps that all of them have; none where they share fewer than two.</summary>
    private static Point[] Mean(IReadOnlyList<IReadOnlyList<Point>> courses)
    {
        Point[] means =
        [
            .. courses.SelectMany(course => course).GroupBy(point => point.X).Where(step => step.Count() == courses.Count)
                .OrderBy(step => step.Key).Select(step => PointOf(step.Key, Spread.Of(step.Select(point => point.Y)))),
        ];
        return means.Length > 1 ? means : [];
    }

    private static Point PointOf(double step, Spread spread) => spread.Values > 1
        ? new Point(step, spread.Mean, spread.Lowest, spread.Highest)
        : new Point(step, spread.Mean);
}
