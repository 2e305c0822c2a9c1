using MathNet.Numerics.Distributions;

namespace Cistron.Evaluation.Metrics;

/// <summary>
/// The interval of a mean over few repetitions (Student, "The probable error of a mean", 1908), such as seeds: it holds
/// where their values scatter about as a normal distribution does.
/// </summary>
public static class StudentInterval
{
    /// <summary>With fewer values there is no interval: the one from two is so wide that it says nothing.</summary>
    public const int FewestValues = 3;

    /// <summary>
    /// The mean with its two-sided 95 % interval, mean ± t · s / √n with n − 1 degrees of freedom; NaN bounds for fewer
    /// than <see cref="FewestValues"/> values, a NaN mean for none.
    /// </summary>
    public static Estimate Of(IReadOnlyCollection<double> values)
    {
        if (values.Count == 0)
            return new Estimate(double.NaN, double.NaN, double.NaN);
        double mean = values.Average();
        if (values.Count < FewestValues)
            return new Estimate(mean, double.NaN, double.NaN);
        int freedom = values.Count - 1;
        double variance = values.Sum(value => (value - mean) * (value - mean)) / freedom;
        double half = StudentT.InvCDF(0, 1, freedom, 0.975) * Math.Sqrt(variance / values.Count);
        return new Estimate(mean, mean - half, mean + half);
    }
}
