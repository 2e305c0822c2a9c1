namespace Cistron.Sequences.Datasets;

/// <summary>The spread of a regression's labels.</summary>
/// <param name="Count">How many numbers there are.</param>
/// <param name="Mean">Their mean; 0 when there is none.</param>
/// <param name="SquaredDeviations">The sum of their squared distances from the mean.</param>
/// <param name="Min">The smallest.</param>
/// <param name="Max">The largest.</param>
public readonly record struct NumberSummary(long Count, double Mean, double SquaredDeviations, double Min, double Max)
{
    /// <summary>
    /// The sample standard deviation, with <c>Count - 1</c> below the sum; 0 for fewer than two numbers.
    /// </summary>
    public double StandardDeviation => Count > 1 ? Math.Sqrt(SquaredDeviations / (Count - 1)) : 0;

    /// <summary>
    /// The summary with one number more (Welford, "Note on a method for calculating corrected sums of squares", 1962).
    /// </summary>
    public NumberSummary With(double number)
    {
        double distance = number - Mean;
        double mean = Mean + distance / (Count + 1);
        return new NumberSummary(
            Count + 1,
            mean,
            SquaredDeviations + distance * (number - mean),
            Count == 0 ? number : Math.Min(Min, number),
            Count == 0 ? number : Math.Max(Max, number));
    }
}
