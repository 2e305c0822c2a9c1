using Cistron.Evaluation.Metrics;

namespace Cistron.Evaluation.Tests.Metrics;

public sealed class StudentIntervalTests
{
    /// <summary>The 97.5 % points are those of the tables: 4.303 for two degrees of freedom, 2.776 for four.</summary>
    [Fact]
    public void Three_values_have_the_interval_of_the_tables()
    {
        Estimate mean = StudentInterval.Of([1, 2, 3]);

        // s = 1, and t · s / √3 = 4.302653 / 1.732051.
        Assert.Equal(2, mean.Value);
        Assert.Equal(2 - 2.484138, mean.Lower, tolerance: 1e-6);
        Assert.Equal(2 + 2.484138, mean.Upper, tolerance: 1e-6);
    }

    [Fact]
    public void Five_values_have_the_interval_of_the_tables()
    {
        Estimate mean = StudentInterval.Of([0.70, 0.74, 0.72, 0.71, 0.78]);

        // Deviations from 0.73: squares add up to 0.0040, s² = 0.0010, and t · s / √5 = 2.776445 · 0.0141421.
        Assert.Equal(0.73, mean.Value, tolerance: 1e-12);
        Assert.Equal(0.73 - 0.0392649, mean.Lower, tolerance: 1e-6);
        Assert.Equal(0.73 + 0.0392649, mean.Upper, tolerance: 1e-6);
    }

    [Fact]
    public void Two_values_have_a_mean_and_no_interval() =>
        Assert.Equal(new Estimate(1.5, double.NaN, double.NaN), StudentInterval.Of([1, 2]));

    [Fact]
    public void Equal_values_have_an_interval_of_no_width() =>
        Assert.Equal(new Estimate(0.5, 0.5, 0.5), StudentInterval.Of([0.5, 0.5, 0.5]));

    [Fact]
    public void Without_values_there_is_nothing() =>
        Assert.Equal(new Estimate(double.NaN, double.NaN, double.NaN), StudentInterval.Of([]));
}
