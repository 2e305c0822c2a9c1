namespace Cistron.Training.Optimization;

/// <summary>How the learning rate of a recipe goes up and down.</summary>
public enum Schedule
{
    /// <summary>A warm-up, then straight to zero at the last step.</summary>
    Linear,

    /// <summary>
    /// A warm-up, then along half a cosine to zero at the last step (Loshchilov and Hutter 2017, without restarts).
    /// </summary>
    Cosine,

    /// <summary>
    /// A warm-up, then with the inverse square root of the step (Vaswani et al. 2017, §5.3), scaled so that its peak is
    /// the rate.
    /// </summary>
    Noam,

    /// <summary>A warm-up, then no change.</summary>
    Constant,

    /// <summary>One cycle of rate and momentum against each other: <see cref="OneCycleSchedule"/>.</summary>
    OneCycle,
}

/// <summary>Learning rate and momentum as pure functions of the step.</summary>
public abstract record LearningRateSchedule
{
    /// <summary>The rate of the update number <paramref name="step"/>, counted from 0.</summary>
    public abstract double RateAt(long step);

    /// <summary>AdamW's β1 at that update, its momentum; null where the schedule leaves it as it is.</summary>
    public virtual double? Beta1At(long step) => null;
}
