using Cistron.Models.Folders;
using Cistron.Runs.Plots;
using Cistron.Sequences.Datasets;
using Cistron.Training.Reports;

namespace Cistron.Training.Tests.Reports;

public sealed class PredictionChartsTests
{
    private static readonly SequenceTask Binary = SampleReports.Task(TaskKind.MultiClass, "no", "yes");

    [Fact]
    public void Any_number_of_methods_is_compared_each_by_its_own_estimate()
    {
        JudgedRows rows = SampleReports.Rows(Binary, 60, ("pre-trained", 0.9), ("from scratch", 0.5), ("baseline", 0.1));

        ComparisonChart chart = new ComparisonCharts(rows).Comparison();

        Assert.Equal(["MCC", "Accuracy", "Macro-F1", "ROC-AUC", "PR-AUC"], chart.Groups.Select(group => group.Name));
        Assert.All(chart.Groups, group =>
            Assert.Equal(["pre-trained", "from scratch", "baseline"], group.Estimates.Select(e => e.Method)));
        Assert.Equal(
            rows.Arms.Select(arm => arm.Judgement.Metrics["mcc"].Value), chart.Groups[0].Estimates.Select(e => e.Value));
    }

    [Fact]
    public void Errors_and_losses_are_not_compared_on_the_axis_of_qualities()
    {
        JudgedRows rows = SampleReports.Rows(SampleReports.Task(TaskKind.Regression, "y"), 60, ("model", 0.9));

        Assert.Equal(["pearson", "spearman", "r2"], new ComparisonCharts(rows).Metrics.Select(metric => metric.Name));
    }

    [Fact]
    public void Curves_carry_the_areas_that_the_judgement_holds()
    {
        JudgedRows rows = SampleReports.Rows(Binary, 60, ("model", 0.6), ("baseline", 0.3));

        CurveChart chart = new ClassCharts(rows).Roc(1);

        Assert.Equal(["model", "baseline"], chart.Curves.Select(curve => curve.Name));
        foreach (var (arm, curve) in rows.Arms.Zip(chart.Curves))
        {
            var area = arm.Judgement.Metrics["roc_auc"];
            Assert.Equal($"area {area.Value:0.000} ({area.Lower:0.000}–{area.Upper:0.000})", curve.Note);
            Assert.Equal(area.Value, AreaUnder(curve), 2);
        }
    }

    [Fact]
    public void Calibration_counts_every_answer_once_and_its_intervals_hold_what_was_observed()
    {
        JudgedRows rows = SampleReports.Rows(SampleReports.Task(TaskKind.MultiClass, "a", "b", "c"), 70, ("model", 0.3));

        CalibrationChart chart = new ClassCharts(rows).Calibration(rows.Arms[0]);

        Assert.Equal(210, chart.Bins.Sum(bin => bin.Count));
        Assert.All(chart.Bins, bin =>
        {
            Assert.InRange(bin.Predicted, bin.Start, bin.End);
            Assert.InRange(bin.Observed, bin.Lower - 1e-12, bin.Upper + 1e-12);
            Assert.InRange(bin.Upper - bin.Lower, 0.01, 1);
        });
    }

    [Fact]
    public void Calibration_of_two_classes_is_that_of_the_second()
    {
        JudgedRows rows = SampleReports.Rows(Binary, 4);    // no, yes, no, yes
        Arm arm = Arm.Of("model", Binary, [[0.05, 0.95], [0, 1], [0.95, 0.05], [0.97, 0.03]], rows.Targets, seed: 1);

        CalibrationChart chart = new ClassCharts(rows with { Arms = [arm] }).Calibration(arm);

        Assert.Equal([(0.0, 2L, 0.5), (0.9, 2L, 0.5)], chart.Bins.Select(bin => (bin.Start, bin.Count, bin.Observed)));
        Assert.Equal([0.04, 0.975], chart.Bins.Select(bin => Math.Round(bin.Predicted, 12)));
    }

    [Fact]
    public void Predictions_that_are_right_lie_on_the_line_of_equality()
    {
        SequenceTask task = SampleReports.Task(TaskKind.Regression, "y");
        JudgedRows empty = SampleReports.Rows(task, 70);
        Arm right = Arm.Of("model", task, empty.Targets, empty.Targets, seed: 1);

        LineChart chart = new ValueCharts(empty with { Arms = [right] }).TargetsByPrediction();

        Assert.Equal(["model", "equal"], chart.Lines.Select(line => line.Name));
        Assert.Equal(3, chart.Lines[0].Points.Count);
        Assert.All(chart.Lines[0].Points, point => Assert.Equal(point.X, point.Y, 12));
        Assert.All(chart.Lines[0].Points, point => Assert.InRange(point.Y, point.Lower, point.Upper));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(19)]
    public void Few_or_equal_values_can_be_drawn(int count)
    {
        SequenceTask task = SampleReports.Task(TaskKind.Regression, "y");
        JudgedRows empty = SampleReports.Rows(task, count);
        Arm constant = Arm.Of("model", task, [.. empty.Targets.Select(_ => new[] { 1.0 })], empty.Targets, seed: 1);
        var charts = new ValueCharts(empty with { Arms = [constant] });

        Assert.Single(charts.TargetsByPrediction().Lines[0].Points);
        Assert.Equal(count, Assert.Single(charts.Errors().Series).Counts.Sum());
        Assert.NotEmpty(charts.TargetsByPrediction().Draw().ToSvg());
    }

    private static double AreaUnder(Line curve) => curve.Points.Zip(curve.Points.Skip(1))
        .Sum(pair => (pair.Second.X - pair.First.X) * (pair.Second.Y + pair.First.Y) / 2);
}
