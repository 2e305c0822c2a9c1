using Cistron.Runs.Plots;

namespace Cistron.Training.Reports;

/// <summary>The charts of the values that methods predicted for the same rows.</summary>
/// <param name="rows">The rows and the methods; the task is one of numbers.</param>
public sealed class ValueCharts(JudgedRows rows)
{
    private const int MostBins = 10;
    private const int FewestRowsOfBin = 20;
    private const int ErrorBins = 40;

    // The 97.5 % point of the normal distribution.
    private const double Normal = 1.959964;

    private readonly double[] _targets = [.. rows.Targets.Select(target => target[0])];

    private string Unit => rows.Task.Outputs[0];

    /// <summary>
    /// The mean target of rows with like predictions over their mean prediction, with the 95 % interval of that mean;
    /// beside it the line on which both are equal.
    /// </summary>
    public LineChart TargetsByPrediction()
    {
        double low = _targets.Min(), high = _targets.Max();
        return new LineChart("Target by prediction", new Axis("predicted", Unit), new Axis("mean target", Unit),
            [.. rows.Arms.Select(arm => new Line(arm.Name, Binned(arm))),
             new Line("equal", new Point(low, low), new Point(high, high))]);
    }

    /// <summary>How far each method's predictions lie from the targets.</summary>
    public Histogram Errors() => Histogram.Of("Errors", new Axis("predicted less target", Unit), ErrorBins,
        [.. rows.Arms.Select(arm => (arm.Name,
            (IReadOnlyList<double>)[.. arm.Outputs.Zip(_targets, (output, target) => output[0] - target)]))]) with
    {
        Markers = [new Reference(0, "right")],
    };

    /// <summary>Bins of as many rows each, in the order of the predictions.</summary>
    private Point[] Binned(Arm arm)
    {
        int bins = Math.Clamp(_targets.Length / FewestRowsOfBin, 1, MostBins);
        (double Predicted, double Target)[] ordered =
            [.. arm.Outputs.Zip(_targets, (output, target) => (output[0], target)).OrderBy(row => row.Item1)];
        return [.. Enumerable.Range(0, bins).Select(bin =>
        {
            var members = ordered[(bin * ordered.Length / bins)..((bin + 1) * ordered.Length / bins)];
            double mean = members.Average(row => row.Target);
            double variance = members.Sum(row => (row.Target - mean) * (row.Target - mean)) / (members.Length - 1);
            double reach = Normal * Math.Sqrt(variance / members.Length);
            return new Point(members.Average(row => row.Predicted), mean, mean - reach, mean + reach);
        })];
    }
}
