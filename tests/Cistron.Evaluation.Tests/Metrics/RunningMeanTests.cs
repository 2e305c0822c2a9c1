using Cistron.Evaluation.Metrics;

namespace Cistron.Evaluation.Tests.Metrics;

public class RunningMeanTests
{
    [Fact]
    public void The_interval_is_1_96_standard_errors_to_either_side()
    {
        var mean = new RunningMean();
        foreach (double number in new[] { 1e6 + 2, 1e6 + 4, 1e6 + 4, 1e6 + 4, 1e6 + 5, 1e6 + 5, 1e6 + 7, 1e6 + 9 })
            mean.Add(number);

        // The variance of 2, 4, 4, 4, 5, 5, 7, 9 is 32 / 7.
        double reach = 1.959964 * Math.Sqrt(32.0 / 7 / 8);
        Assert.Equal(1e6 + 5, mean.Estimate.Value, 1e-9);
        Assert.Equal(1e6 + 5 - reach, mean.Estimate.Lower, 1e-9);
        Assert.Equal(1e6 + 5 + reach, mean.Estimate.Upper, 1e-9);
        Assert.Equal(8, mean.Count);
    }

    [Fact]
    public void Fewer_than_two_numbers_have_no_interval()
    {
        var mean = new RunningMean();
        Assert.Equal(new Estimate(double.NaN, double.NaN, double.NaN), mean.Estimate);

        mean.Add(3);

        Assert.Equal(new Estimate(3, double.NaN, double.NaN), mean.Estimate);
    }
}
