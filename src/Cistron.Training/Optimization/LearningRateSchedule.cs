namespace Cistron.Training.Optimization;

/// <summary>How the learning rate falls after warm-up.</summary>
public enum Decay
{
    /// <summary>Straight to zero at the last step.</summary>
    Linear,

    /// <summary>Along half a cosine to zero at the last step (Loshchilov and Hutter 2017, without restarts).</summary>
    Cosine,

    /// <summary>With the inverse square root of the step (Vaswani et al. 2017, §5.3), scaled so that its peak is the rate.</summary>
    Noam,

    /// <summary>Not at all.</summary>
    Constant,
}

/// <summary>The learning rate as a pure function of the step: it rises linearly over the warm-up, then decays.</summary>
/// <param name="Peak">The rate at the end of the warm-up.</param>
/// <param name="WarmupSteps">Steps of linear rise from zero.</param>
/// <param name="TotalSteps">Steps of the whole run.</param>
/// <param name="Decay">What follows the warm-up.</param>
public sealed record LearningRateSchedule(double Peak, long WarmupSteps, long TotalSteps, Decay Decay)
{
    /// <summary>The rate of the update number <paramref name="step"/>, counted from 0. The first update's is not zero.</summary>
    public double RateAt(long step)
    {
        if (step < WarmupSteps)
            return Peak * (step + 1) / WarmupSteps;
        double done = Math.Min(1, (double)(step - WarmupSteps) / Math.Max(1, TotalSteps - WarmupSteps));
        return Decay switch
        {
            Decay.Linear => Peak * (1 - done),
            Decay.Cosine => Peak * 0.5 * (1 + Math.Cos(Math.PI * done)),
            Decay.Noam => Peak * Math.Sqrt(Math.Max(1, WarmupSteps) / (double)Math.Max(1, step + 1)),
            Decay.Constant => Peak,
            _ => throw new InvalidOperationException($"no schedule is called {Decay}"),
        };
    }
}
