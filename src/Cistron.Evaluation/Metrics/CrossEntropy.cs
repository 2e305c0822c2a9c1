namespace Cistron.Evaluation.Metrics;

/// <summary>What a row costs by the probability that a model gave to its truth.</summary>
internal static class CrossEntropy
{
    // The distance from 1 to the next double: an impossible truth costs 36 nats instead of making the mean infinite.
    private const double SmallestProbability = 2.220446049250313e-16;

    /// <summary>-ln of the probability of the truth, in nats.</summary>
    public static double Of(double probability) => -Math.Log(Math.Clamp(probability, SmallestProbability, 1));
}
