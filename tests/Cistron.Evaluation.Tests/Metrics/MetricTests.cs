using Cistron.Evaluation.Metrics;

namespace Cistron.Evaluation.Tests.Metrics;

public class MetricTests
{
    [Theory]
    [InlineData("mcc", 0.4, 0.3)]
    [InlineData("loss", 0.3, 0.4)]
    [InlineData("rmse", 0.3, 0.4)]
    [InlineData("bits_per_base", 1.9, 2.0)]
    public void Better_follows_the_direction_of_the_metric(string name, double better, double worse)
    {
        Metric metric = Metric.Named(name);

        Assert.True(metric.IsBetter(better, worse));
        Assert.False(metric.IsBetter(worse, better));
        Assert.False(metric.IsBetter(better, better));
    }

    [Fact]
    public void An_undefined_value_beats_nothing_and_loses_to_any()
    {
        Assert.False(Metric.Mcc.IsBetter(double.NaN, -1));
        Assert.False(Metric.Mcc.IsBetter(double.NaN, double.NaN));
        Assert.True(Metric.Mcc.IsBetter(-1, double.NaN));
    }

    [Fact]
    public void Every_metric_is_found_by_its_own_name()
    {
        Assert.All(Metric.All, metric => Assert.Same(metric, Metric.Named(metric.Name)));
    }

    [Fact]
    public void An_unknown_name_is_answered_with_the_known_ones()
    {
        var fault = Assert.Throws<ArgumentException>(() => Metric.Named("auc"));

        Assert.Contains("'auc' names no metric; write one of mcc, accuracy,", fault.Message, StringComparison.Ordinal);
    }
}
