using Cistron.Evaluation.Metrics;
using Cistron.Sequences.Randomness;

namespace Cistron.Evaluation.Tests.Metrics;

public class CurveTests
{
    [Fact]
    public void The_roc_curve_holds_one_corner_per_change_of_direction()
    {
        ClassPredictions predictions = new([[0.1, 0.9], [0.2, 0.8], [0.4, 0.6], [0.7, 0.3]], [1, 1, 0, 0]);

        IReadOnlyList<CurvePoint> curve = predictions.RocCurve(1);

        Assert.Equal(
            [new CurvePoint(0, 0, double.PositiveInfinity), new CurvePoint(0, 1, 0.8), new CurvePoint(1, 1, 0.3)],
            curve);
    }

    [Fact]
    public void The_precision_recall_curve_starts_at_precision_1_and_ends_at_the_share_of_positives()
    {
        ClassPredictions predictions = new([[0.1, 0.9], [0.2, 0.8], [0.4, 0.6], [0.7, 0.3]], [1, 0, 1, 0]);

        IReadOnlyList<CurvePoint> curve = predictions.PrecisionRecallCurve(1);

        Assert.Equal((0, 1), (curve[0].X, curve[0].Y));
        Assert.Equal((1, 0.5), (curve[^1].X, curve[^1].Y));
        Assert.Contains(curve, point => point is { X: 0.5, Y: 0.5, Threshold: 0.8 });
    }

    [Fact]
    public void Rows_with_one_score_share_one_point()
    {
        ClassPredictions predictions = new([[0.5, 0.5], [0.5, 0.5], [0.5, 0.5]], [1, 0, 0]);

        IReadOnlyList<CurvePoint> curve = predictions.RocCurve(1);

        Assert.Equal([new CurvePoint(0, 0, double.PositiveInfinity), new CurvePoint(1, 1, 0.5)], curve);
    }

    [Fact]
    public void A_class_without_rows_has_no_curve()
    {
        ClassPredictions predictions = new([[0.5, 0.5]], [1]);

        Assert.Empty(predictions.RocCurve(0));
        Assert.Empty(predictions.PrecisionRecallCurve(1));
    }

    [Fact]
    public void Thinning_a_long_curve_keeps_its_area_its_ends_and_its_peak()
    {
        RandomStream stream = RandomStream.For(9, "rows");
        int[] labels = [.. Enumerable.Range(0, 8000).Select(row => row % 2)];
        double[] scores = [.. labels.Select(label => 0.3 * label + 0.7 * stream.NextDouble())];
        double[][] probabilities = [.. scores.Select(score => new[] { 1 - score, score })];
        ClassPredictions predictions = new(probabilities, labels);

        IReadOnlyList<CurvePoint> curve = predictions.RocCurve(1);

        double area = curve.Zip(curve.Skip(1), (a, b) => (b.X - a.X) * (a.Y + b.Y) / 2).Sum();
        Assert.InRange(curve.Count, 100, Curve.MostPoints);
        Assert.Equal(predictions.ClassScores()[1].RocAuc, area, 1e-3);
        Assert.Equal((0, 0, 1, 1), (curve[0].X, curve[0].Y, curve[^1].X, curve[^1].Y));
        Assert.Equal(curve.OrderBy(point => point.X).ThenBy(point => point.Y), curve);
    }

    [Fact]
    public void Thinning_keeps_a_single_spike_among_a_thousand_points()
    {
        CurvePoint[] line =
            [.. Enumerable.Range(0, 1001).Select(i => new CurvePoint(i / 1000.0, i == 613 ? 0.9 : 0.2, i))];

        IReadOnlyList<CurvePoint> thinned = Curve.Thin(line, 5);

        Assert.Equal([0, 612, 613, 614, 1000], thinned.Select(point => point.Threshold));
    }
}
