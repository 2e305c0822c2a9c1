namespace Cistron.Bench.Results;

/// <summary>What a case came to.</summary>
/// <param name="Name">The case.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Unit">What sizes count.</param>
/// <param name="Notes">How to read the figures.</param>
/// <param name="Rows">One for each size and contestant.</param>
internal sealed record CaseResult(string Name, string Title, string Unit, string Notes, IReadOnlyList<ResultRow> Rows);

/// <summary>One contestant at one size.</summary>
/// <param name="Size">The size.</param>
/// <param name="Contestant">Who did the work.</param>
/// <param name="Seconds">Seconds of each repetition, in their order.</param>
/// <param name="PeakBytes">The largest memory of all repetitions.</param>
/// <param name="Ratios">
/// The contestant's seconds divided by those of Cistron beside it, repetition by repetition: above 1, Cistron is faster.
/// </param>
internal sealed record ResultRow(
    long Size, string Contestant, IReadOnlyList<double> Seconds, long PeakBytes, IReadOnlyList<double> Ratios)
{
    /// <summary>The median of the seconds.</summary>
    public double MedianSeconds => Median(Seconds);

    /// <summary>Units of the size in a second, at the median.</summary>
    public double Rate => Size / MedianSeconds;

    /// <summary>The median of the ratios.</summary>
    public double MedianRatio => Median(Ratios);

    private static double Median(IReadOnlyList<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
