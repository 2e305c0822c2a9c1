namespace Cistron.Evaluation.Metrics;

/// <summary>
/// The mean of numbers that come one after the other, with its 95 % interval: 1.96 standard errors to either side, which
/// holds for some twenty numbers and more that do not depend on each other. (The recurrence is that of B. P. Welford,
/// "Note on a method for calculating corrected sums of squares and products", 1962.)
/// </summary>
public struct RunningMean
{
    // The 97.5 % point of the normal distribution.
    private const double Normal = 1.959964;

    private double _mean, _squares;

    /// <summary>How many numbers there were.</summary>
    public long Count { get; private set; }

    /// <summary>The mean with its interval; NaN without numbers, and without an interval for fewer than two.</summary>
    public readonly Estimate Estimate
    {
        get
        {
            double error = Math.Sqrt(_squares / (Count - 1) / Count);
            return Count switch
            {
                0 => new Estimate(double.NaN, double.NaN, double.NaN),
                1 => new Estimate(_mean, double.NaN, double.NaN),
                _ => new Estimate(_mean, _mean - Normal * error, _mean + Normal * error),
            };
        }
    }

    /// <summary>Takes a number in.</summary>
    public void Add(double number)
    {
        double change = number - _mean;
        _mean += change / ++Count;
        _squares += change * (number - _mean);
    }
}
