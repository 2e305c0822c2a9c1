using Cistron.Sequences.Randomness;

namespace Cistron.Evaluation.Metrics;

/// <summary>
/// Percentile intervals (Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 13): the test rows are
/// drawn with replacement many times, and the middle 95 % of a metric's values is its interval. One set of resamples
/// serves all metrics and, because it depends on the seed and the number of rows alone, all models on the same rows.
/// </summary>
/// <remarks>
/// The interval covers the choice of test rows; it does not cover training again with another seed. Calibration error
/// is pushed upwards by resampling, so its interval can lie above its value.
/// </remarks>
public static class Bootstrap
{
    /// <summary>How many resamples are drawn unless told otherwise.</summary>
    public const int DefaultResamples = 1000;

    private const double Tail = 0.025;

    /// <summary>Every metric of <paramref name="predictions"/> with its interval, by the metric's name.</summary>
    /// <param name="predictions">The test rows.</param>
    /// <param name="seed">The run's seed; resample <c>i</c> comes from its stream "bootstrap" at <c>i</c>.</param>
    /// <param name="resamples">How many resamples, 0 for NaN in place of intervals.</param>
    public static IReadOnlyDictionary<string, Estimate> Estimate(
        IPredictions predictions, ulong seed, int resamples = DefaultResamples) =>
        Intervals(predictions.Rows, predictions.Metrics, predictions.Measure, seed, resamples);

    /// <summary>
    /// How much <paramref name="first"/> is above <paramref name="second"/> in every metric, with the interval of the
    /// difference: both are measured on the same resamples, so what makes rows hard for both cancels out. An interval
    /// that leaves out 0 is evidence of a difference.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// The two do not hold the same number of rows and the same metrics.
    /// </exception>
    public static IReadOnlyDictionary<string, Estimate> Difference(
        IPredictions first, IPredictions second, ulong seed, int resamples = DefaultResamples)
    {
        if (first.Rows != second.Rows || !first.Metrics.SequenceEqual(second.Metrics))
            throw new ArgumentException(
                $"Only predictions for the same rows can be compared; got {first.Rows} and {second.Rows} rows of "
                + $"{first.GetType().Name} and {second.GetType().Name}.", nameof(second));
        return Intervals(first.Rows, first.Metrics, Measure, seed, resamples);

        double[] Measure(ReadOnlySpan<int> counts)
        {
            double[] difference = first.Measure(counts);
            double[] subtrahend = second.Measure(counts);
            for (int i = 0; i < difference.Length; i++)
                difference[i] -= subtrahend[i];
            return difference;
        }
    }

    private delegate double[] Measurement(ReadOnlySpan<int> counts);

    private static Dictionary<string, Estimate> Intervals(
        int rows, IReadOnlyList<Metric> metrics, Measurement measure, ulong seed, int resamples)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(resamples);
        var counts = new int[rows];
        Array.Fill(counts, 1);
        double[] values = measure(counts);

        var resampled = new double[resamples][];
        Parallel.For(0, resamples, () => new int[rows], (i, _, drawn) =>
        {
            Draw(RandomStream.For(seed, "bootstrap", i), drawn);
            resampled[i] = measure(drawn);
            return drawn;
        }, _ => { });

        var estimates = new Dictionary<string, Estimate>(metrics.Count);
        for (int m = 0; m < metrics.Count; m++)
        {
            double[] sorted = [.. resampled.Select(sample => sample[m]).Where(value => !double.IsNaN(value)).Order()];
            // A resample can lack a class that a metric needs. Where most do, the rest says nothing about the metric.
            bool known = !double.IsNaN(values[m]) && sorted.Length * 2 > resamples;
            estimates[metrics[m].Name] = known
                ? new Estimate(values[m], Quantile(sorted, Tail), Quantile(sorted, 1 - Tail))
                : new Estimate(values[m], double.NaN, double.NaN);
        }
        return estimates;
    }

    private static void Draw(RandomStream stream, Span<int> counts)
    {
        counts.Clear();
        for (int i = 0; i < counts.Length; i++)
            counts[(int)stream.NextBelow(counts.Length)]++;
    }

    /// <summary>The quantile between the two nearest of the sorted values, linearly interpolated.</summary>
    private static double Quantile(ReadOnlySpan<double> sorted, double share)
    {
        double place = share * (sorted.Length - 1);
        int below = (int)place;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
