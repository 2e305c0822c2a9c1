using Cistron.Data.Reports;
using Cistron.Evaluation.Metrics;
using Cistron.Runs.Plots;
using Cistron.Sequences.Datasets;

namespace Cistron.Training.Reports;

/// <summary>The charts of what methods said about the classes or labels of the same rows.</summary>
/// <param name="rows">The rows and the methods; the task is one of classes or labels.</param>
public sealed class ClassCharts(JudgedRows rows)
{
    private const int Bins = 10;

    // The 97.5 % point of the normal distribution.
    private const double Normal = 1.959964;

    /// <summary>Every method's ROC curve of one class against the rest, or of one label.</summary>
    /// <param name="output">The index of the class or label.</param>
    public CurveChart Roc(int output) => CurveChart.Roc(Title("ROC", output), [.. rows.Arms.Select(arm =>
        new Line(arm.Name, Points(arm.Predictions switch
        {
            ClassPredictions predictions => predictions.RocCurve(output),
            MultiLabelPredictions predictions => predictions.RocCurve(output),
            _ => [],
        }))
        {
            Note = Area(arm, Metric.RocAuc, ScoreOf(arm, output).RocAuc),
        })]);

    /// <summary>Every method's precision-recall curve of one class or label, with the share of its rows.</summary>
    /// <inheritdoc cref="Roc"/>
    public CurveChart PrecisionRecall(int output) => CurveChart.PrecisionRecall(
        Title("Precision and recall", output), (double)ScoreOf(rows.Arms[0], output).Rows / rows.Targets.Length,
        [.. rows.Arms.Select(arm =>
            new Line(arm.Name, Points(arm.Predictions switch
            {
                ClassPredictions predictions => predictions.PrecisionRecallCurve(output),
                MultiLabelPredictions predictions => predictions.PrecisionRecallCurve(output),
                _ => [],
            }))
            {
                Note = Area(arm, Metric.PrAuc, ScoreOf(arm, output).PrAuc),
            })]);

    /// <summary>How often a method took each class for each other one; empty when rows have several labels.</summary>
    public ConfusionChart Confusion(Arm arm)
    {
        long[][] counts = arm.Judgement.Confusion ?? [];
        long[,] square = new long[counts.Length, counts.Length];
        for (int label = 0; label < counts.Length; label++)
            for (int predicted = 0; predicted < counts.Length; predicted++)
                square[label, predicted] = counts[label][predicted];
        return new ConfusionChart($"Confusion: {arm.Name}", rows.Task.Outputs, square);
    }

    /// <summary>
    /// Whether what a method calls 70 % comes true in 70 %: of two classes the second, else all classes or labels
    /// together. The intervals are those of Wilson, "Probable inference, the law of succession, and statistical
    /// inference" (1927).
    /// </summary>
    public CalibrationChart Calibration(Arm arm)
    {
        var bins = ProbabilitiesOf(arm).GroupBy(p => Math.Min((int)(p.Probability * Bins), Bins - 1));
        return new CalibrationChart($"Calibration: {arm.Name}",
            [.. bins.OrderBy(bin => bin.Key).Select(bin => BinOf(bin.Key, [.. bin]))])
        {
            Notes = [.. new[] { Metric.CalibrationError, Metric.Loss }
                .Where(metric => arm.Judgement.Metrics.ContainsKey(metric.Name))
                .Select(metric => (metric.Title, ReportText.Number(arm.Judgement.Metrics[metric.Name].Value)))],
        };
    }

    private static ClassScore ScoreOf(Arm arm, int output) => arm.Judgement.Classes![output];

    /// <summary>Names the class or label, unless there are but two classes.</summary>
    private string Title(string what, int output) =>
        rows.HasTwoClasses ? what : $"{what}: {rows.Task.Outputs[output]}";

    /// <summary>The area, with its interval where it is the whole task's.</summary>
    private string Area(Arm arm, Metric metric, double area) => rows.HasTwoClasses
        && arm.Judgement.Metrics[metric.Name] is { Lower: not double.NaN } whole
        ? $"area {ReportText.Number(area)} ({ReportText.Number(whole.Lower)}–{ReportText.Number(whole.Upper)})"
        : $"area {ReportText.Number(area)}";

    private static Point[] Points(IEnumerable<CurvePoint> curve) =>
        [.. curve.Select(point => new Point(point.X, point.Y))];

    private IEnumerable<(double Probability, bool IsTrue)> ProbabilitiesOf(Arm arm)
    {
        bool areClasses = rows.Task.Kind.HasClasses();
        for (int row = 0; row < rows.Targets.Length; row++)
            for (int i = rows.HasTwoClasses ? 1 : 0; i < rows.Task.Outputs.Count; i++)
                yield return (arm.Outputs[row][i], areClasses ? rows.Targets[row][0] == i : rows.Targets[row][i] > 0);
    }

    private static CalibrationBin BinOf(int bin, (double Probability, bool IsTrue)[] members)
    {
        const double square = Normal * Normal;
        double n = members.Length, observed = members.Count(member => member.IsTrue) / n;
        double middle = (observed + square / (2 * n)) / (1 + square / n);
        double reach = Normal / (1 + square / n) * Math.Sqrt(observed * (1 - observed) / n + square / (4 * n * n));
        return new CalibrationBin((double)bin / Bins, (bin + 1.0) / Bins, members.Length,
            members.Average(member => member.Probability), observed, middle - reach, middle + reach);
    }
}
