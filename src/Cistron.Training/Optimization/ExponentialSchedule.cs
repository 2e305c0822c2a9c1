namespace Cistron.Training.Optimization;

/// <summary>The rate rises by the same ratio with every step: a sweep over orders of magnitude.</summary>
/// <param name="From">The rate of the first update.</param>
/// <param name="To">The rate of the last.</param>
/// <param name="TotalSteps">Updates, two at least.</param>
public sealed record ExponentialSchedule(double From, double To, long TotalSteps) : LearningRateSchedule
{
    /// <inheritdoc />
    public override double RateAt(long step) => From * Math.Pow(To / From, (double)step / (TotalSteps - 1));
}
