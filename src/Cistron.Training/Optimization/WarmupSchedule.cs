namespace Cistron.Training.Optimization;

/// <summary>The rate rises linearly over the warm-up, then decays.</summary>
/// <param name="Peak">The rate at the end of the warm-up.</param>
/// <param name="WarmupSteps">Steps of linear rise from zero. The first update's rate is not zero.</param>
/// <param name="TotalSteps">Steps of the whole schedule.</param>
/// <param name="Decay">What follows the warm-up.</param>
public sealed record WarmupSchedule(double Peak, long WarmupSteps, long TotalSteps, Schedule Decay) : LearningRateSchedule
{
    /// <inheritdoc />
    public override double RateAt(long step)
    {
        if (step < WarmupSteps)
            return Peak * (step + 1) / WarmupSteps;
        double done = Math.Min(1, (double)(step - WarmupSteps) / Math.Max(1, TotalSteps - WarmupSteps));
        return Decay switch
        {
            Schedule.Linear => Peak * (1 - done),
            Schedule.Cosine => Peak * 0.5 * (1 + Math.Cos(Math.PI * done)),
            Schedule.Noam => Peak * Math.Sqrt(Math.Max(1, WarmupSteps) / (double)Math.Max(1, step + 1)),
            Schedule.Constant => Peak,
            _ => throw new InvalidOperationException($"no decay is called {Decay}"),
        };
    }
}
