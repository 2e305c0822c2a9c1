namespace Cistron.Training.Optimization;

/// <summary>
/// One cycle (Smith 2018, "A disciplined approach to neural network hyper-parameters", §4.1 and §4.3) as fastai v1 has
/// it (<c>fastai/callbacks/one_cycle.py</c>): both ways along half a cosine. The rate rises from a fraction of the peak
/// and falls to next to nothing, while the momentum falls and rises against it. The defaults are fastai's.
/// </summary>
/// <param name="Peak">The highest rate, at the end of the rise.</param>
/// <param name="TotalSteps">Steps of the cycle.</param>
public sealed record OneCycleSchedule(double Peak, long TotalSteps) : LearningRateSchedule
{
    /// <summary>Share of the steps in which the rate rises; 0.3, fastai's <c>pct_start</c>.</summary>
    public double Rise { get; init; } = 0.3;

    /// <summary>The peak over the first rate; 25, fastai's <c>div_factor</c>.</summary>
    public double StartDivisor { get; init; } = 25;

    /// <summary>The peak over the rate that the fall is heading for; 25 · 10⁴, fastai's <c>final_div</c>.</summary>
    public double EndDivisor { get; init; } = 25e4;

    /// <summary>β1 at both ends of the cycle; 0.95, the first of fastai's <c>moms</c>.</summary>
    public double HighBeta1 { get; init; } = 0.95;

    /// <summary>β1 at the peak; 0.85, the second of fastai's <c>moms</c>.</summary>
    public double LowBeta1 { get; init; } = 0.85;

    /// <inheritdoc />
    public override double RateAt(long step) => At(step, Peak / StartDivisor, Peak, Peak / EndDivisor);

    /// <inheritdoc />
    public override double? Beta1At(long step) => At(step, HighBeta1, LowBeta1, HighBeta1);

    private double At(long step, double start, double turn, double end)
    {
        long rise = (long)(TotalSteps * Rise);
        return step < rise
            ? HalfCosine(start, turn, (double)step / rise)
            : HalfCosine(turn, end, (double)(step - rise) / Math.Max(1, TotalSteps - rise));
    }

    private static double HalfCosine(double from, double to, double done)
    {
        double left = (1 + Math.Cos(Math.PI * done)) / 2;
        return from * left + to * (1 - left);
    }
}
