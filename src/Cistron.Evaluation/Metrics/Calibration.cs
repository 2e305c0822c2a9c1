namespace Cistron.Evaluation.Metrics;

/// <summary>Rows of similar confidence, and how often they were right: one bar of a reliability diagram.</summary>
/// <param name="Lower">The bin holds confidences above this.</param>
/// <param name="Upper">The bin holds confidences up to and with this.</param>
/// <param name="Rows">The number of rows in the bin; bins without rows are left out.</param>
/// <param name="Confidence">Mean probability of the predicted class.</param>
/// <param name="Accuracy">Share of rows whose predicted class is the label.</param>
public sealed record ReliabilityBin(double Lower, double Upper, int Rows, double Confidence, double Accuracy);

/// <summary>
/// Whether a model is right as often as it says: Guo et al., "On calibration of modern neural networks" (2017), with
/// their 15 bins of equal width over the probability of the predicted class.
/// </summary>
internal sealed class Calibration
{
    private const int Bins = 15;

    private readonly double[] _confidence;
    private readonly bool[] _isRight;
    private readonly int[] _bin;

    public Calibration(double[] confidence, bool[] isRight)
    {
        _confidence = confidence;
        _isRight = isRight;
        _bin = [.. confidence.Select(value => Math.Clamp((int)Math.Ceiling(value * Bins) - 1, 0, Bins - 1))];
    }

    /// <summary>Mean over rows of the distance between confidence and accuracy of their bin.</summary>
    public double Error(ReadOnlySpan<int> counts)
    {
        Span<double> gaps = stackalloc double[Bins];
        long rows = 0;
        for (int i = 0; i < counts.Length; i++)
        {
            rows += counts[i];
            gaps[_bin[i]] += counts[i] * (_confidence[i] - (_isRight[i] ? 1 : 0));
        }
        double sum = 0;
        foreach (double gap in gaps)
            sum += Math.Abs(gap);
        return sum / rows;
    }

    /// <summary>The bars of the reliability diagram.</summary>
    public IReadOnlyList<ReliabilityBin> Diagram() =>
    [
        .. Enumerable.Range(0, _bin.Length).GroupBy(row => _bin[row]).OrderBy(bin => bin.Key).Select(bin =>
            new ReliabilityBin(
                (double)bin.Key / Bins, (bin.Key + 1.0) / Bins, bin.Count(),
                bin.Average(row => _confidence[row]), bin.Average(row => _isRight[row] ? 1.0 : 0.0))),
    ];
}
