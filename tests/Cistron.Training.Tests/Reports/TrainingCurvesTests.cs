using Cistron.Runs.Folders;
using Cistron.Runs.Plots;
using Cistron.Training.Reports;

namespace Cistron.Training.Tests.Reports;

public sealed class TrainingCurvesTests
{
    [Fact]
    public void A_moving_average_is_the_mean_of_its_window_at_the_windows_middle()
    {
        TrainingHistory history = History((1, 1), (2, 5), (3, 3), (4, 10));

        var means = history.MeanOf("loss", 3);

        Assert.Equal([new Point(2, 3), new Point(3, 6)], means);
    }

    [Fact]
    public void A_window_that_no_stretch_of_the_run_fills_gives_nothing()
    {
        Assert.Empty(History((1, 1), (2, 5)).MeanOf("loss", 3));
        Assert.Empty(History().MeanOf("loss", 1));
    }

    [Fact]
    public void The_legend_says_over_how_many_steps_the_loss_was_averaged()
    {
        var curves = new TrainingCurves(SampleReports.History("validation_loss"));

        LineChart chart = curves.Loss("nats", SampleReports.History("validation_loss").Of("validation_loss"));

        Assert.Equal(["training", "mean of 3 steps", "validation"], chart.Lines.Select(line => line.Name));
        Assert.Equal([40, 38, 4], chart.Lines.Select(line => line.Points.Count));
    }

    [Fact]
    public void A_short_run_is_not_averaged()
    {
        LineChart chart = new TrainingCurves(History((1, 2), (2, 1))).Loss("nats", []);

        Assert.Equal("training", Assert.Single(chart.Lines).Name);
    }

    [Fact]
    public void Speed_is_tokens_over_seconds_of_each_stretch()
    {
        TrainingHistory history = new([Row(10, 1000, 1), Row(20, 2000, 5)]);

        var speeds = history.TokensPerSecond(2);

        Assert.Equal([new Point(5, 1000), new Point(15, 250)], speeds);
    }

    [Fact]
    public void The_clipping_norm_is_drawn_only_where_gradients_were_clipped()
    {
        var curves = new TrainingCurves(SampleReports.History());

        Assert.Equal(39, Assert.Single(curves.GradientNorm(39).References).Value);
        Assert.Empty(curves.GradientNorm(40).References);
    }

    [Fact]
    public void The_released_step_is_marked()
    {
        var curves = new TrainingCurves(SampleReports.History("validation_mcc"));

        LineChart chart = curves.Validation("MCC on dev", "mcc", new Axis("MCC"), releasedStep: 30);

        Assert.Equal(30, Assert.Single(chart.Markers).Value);
        Assert.Equal([10, 20, 30, 40], Assert.Single(chart.Lines).Points.Select(point => point.X));
    }

    [Fact]
    public void Every_phase_that_was_reached_is_marked_where_it_began()
    {
        var curves = new TrainingCurves(SampleReports.History());

        Assert.Equal([new Reference(0, "head"), new(20, "last 2 groups")],
            curves.LearningRate(SampleReports.Plan("head", "last 2 groups", "all")).Markers);
        Assert.Empty(curves.LearningRate(SampleReports.Plan("all")).Markers);
    }

    [Fact]
    public void A_step_without_a_loss_does_not_spoil_the_mean_of_those_after_it()
    {
        TrainingHistory history = History((1, 1), (2, double.NaN), (3, 3), (4, 5));

        Assert.Equal([new Point(2, 2), new Point(3.5, 4)], history.MeanOf("loss", 2));
    }

    private static TrainingHistory History(params (long Step, double Loss)[] steps) => new(steps.Select(step =>
        new MetricsRow(step.Step, 0, 0, 0, new Dictionary<string, double> { ["loss"] = step.Loss })));

    private static MetricsRow Row(long step, long tokens, double seconds) =>
        new(step, 0, tokens, seconds, new Dictionary<string, double>());
}
