namespace Cistron.Training.Optimization;

/// <summary>What a sweep says for the highest learning rate of a run, by the two rules of fastai v1.</summary>
/// <param name="Steepest">
/// Where the smoothed loss falls fastest with the logarithm of the rate, on the way to its lowest value.
/// </param>
/// <param name="TenthOfLowest">A tenth of the rate at which the smoothed loss is lowest.</param>
public sealed record LearningRateSuggestion(double Steepest, double TenthOfLowest)
{
    // The mean needs a start, and the last points already see the loss explode; fastai leaves as many out.
    private const int Start = 10, End = 5;

    /// <summary>The smaller of the two, with which a run is least likely to diverge.</summary>
    public double Safer => Math.Min(Steepest, TenthOfLowest);

    /// <summary>
    /// The suggestion of a sweep, its first ten and last five points left out; null when the loss falls nowhere
    /// between.
    /// </summary>
    public static LearningRateSuggestion? Of(IReadOnlyList<SweepPoint> points)
    {
        SweepPoint[] inner = [.. points.Skip(Start).SkipLast(End)];
        if (inner.Length < 2)
            return null;
        int lowest = Enumerable.Range(0, inner.Length).MinBy(i => inner[i].SmoothedLoss);
        // Behind the lowest loss training already breaks down, and the curve falls steeply between one jump and the next.
        int steepest = Enumerable.Range(0, lowest + 1).MinBy(i => Slope(inner, i));
        return Slope(inner, steepest) < 0
            ? new(inner[steepest].LearningRate, inner[lowest].LearningRate / 10)
            : null;
    }

    // Central differences, one-sided at the ends: the points are evenly spaced in the logarithm of the rate.
    private static double Slope(SweepPoint[] points, int i)
    {
        int before = Math.Max(0, i - 1), after = Math.Min(points.Length - 1, i + 1);
        return (points[after].SmoothedLoss - points[before].SmoothedLoss) / (after - before);
    }
}
