using Cistron.Sequences.Datasets;

namespace Cistron.Sequences.Inspection;

/// <summary>How a number is spread over the sequences of a file.</summary>
/// <param name="Numbers">Count, mean, spread and range, of all values.</param>
/// <param name="Quantile05">The value that 5 % of the values do not exceed.</param>
/// <param name="Quantile25">The value that 25 % do not exceed.</param>
/// <param name="Median">The value that half do not exceed.</param>
/// <param name="Quantile75">The value that 75 % do not exceed.</param>
/// <param name="Quantile95">The value that 95 % do not exceed.</param>
/// <param name="Histogram">The values in bins.</param>
/// <param name="IsExact">
/// Whether quantiles and histogram are of all values; else they are of a random million of them, the same in each run.
/// </param>
public sealed record Distribution(
    NumberSummary Numbers,
    double Quantile05,
    double Quantile25,
    double Median,
    double Quantile75,
    double Quantile95,
    Histogram Histogram,
    bool IsExact);
