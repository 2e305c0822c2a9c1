namespace Cistron.Training.Optimization;

/// <summary>
/// What the loss is multiplied by before the backward pass, so that small gradients survive float16 (Micikevicius et
/// al. 2018, "Mixed precision training", §3.2). It is found by trying: an overflow costs the update and halves it, a
/// thousand updates without one double it (fastai v1's <c>max_noskip</c>). Powers of two change no bit of a gradient
/// that is not lost.
/// </summary>
public sealed record LossScale
{
    private const double Highest = 1 << 24;
    private const int UpdatesToDouble = 1000;

    /// <summary>The factor, 2¹⁶ at first and 2²⁴ at most.</summary>
    public double Value { get; init; } = 1 << 16;

    /// <summary>Updates since it was last changed.</summary>
    public int Updates { get; init; }

    /// <summary>The scale after an update whose gradients were finite.</summary>
    public LossScale AfterUpdate() => Updates + 1 < UpdatesToDouble
        ? this with { Updates = Updates + 1 }
        : new LossScale { Value = Math.Min(2 * Value, Highest) };

    /// <summary>
    /// The scale after gradients that were not finite; null when they were not scaled up, so that a lower scale would
    /// not have made them finite.
    /// </summary>
    public LossScale? AfterOverflow() => Value > 1 ? new LossScale { Value = Value / 2 } : null;
}
