namespace Cistron.Bench.Results;

/// <summary>What a case came to.</summary>
/// <param name="Name">The case.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Unit">What sizes count.</param>
/// <param name="Notes">How to read the figures.</param>
/// <param name="Rows">One for each size and contestant.</param>
internal sealed record CaseResult(string Name, string Title, string Unit, string Notes, IReadOnlyList<ResultRow> Rows)
{
    /// <summary>What the rates of <see cref="Rows"/> count.</summary>
    public string RateUnit { get; init; } = Unit;
}

/// <summary>One contestant at one size.</summary>
/// <param name="Size">The size.</param>
/// <param name="Contestant">Who did the work.</param>
/// <param name="Seconds">Seconds of each repetition, in their order.</param>
/// <param name="PeakBytes">The largest memory of all repetitions.</param>
/// <param name="Ratios">
/// The contestant's seconds divided by those of Cistron beside it, which has 1, repetition by repetition: above 1, Cistron is faster.
/// </param>
internal sealed record ResultRow(
    long Size, string Contestant, IReadOnlyList<double> Seconds, long PeakBytes, IReadOnlyList<double> Ratios)
{
    /// <summary>The median of the seconds.</summary>
    public double MedianSeconds => Median(Seconds);

    /// <summary>What is handled in the seconds.</summary>
    public long Handled { get; init; } = Size;

    /// <summary>How much is handled in a second, at the median.</summary>
    public double Rate => Handled / MedianSeconds;

    /// <summary>Shares of the machine's peak that were reached, repetition by repetition; none where operations are not counted.</summary>
    public IReadOnlyList<double> PeakShares { get; init; } = [];

    /// <summary>The median of the ratios.</summary>
    public double MedianRatio => Median(Ratios);

    /// <summary>The median of the shares of the peak; null where there are none.</summary>
    public double? MedianPeakShare => PeakShares.Count > 0 ? Median(PeakShares) : null;

    /// <summary>The middle value, or the mean of the two.</summary>
    public static double Median(IReadOnlyList<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
