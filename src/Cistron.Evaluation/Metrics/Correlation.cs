namespace Cistron.Evaluation.Metrics;

/// <summary>Correlation on resamples, where row <c>i</c> counts <c>counts[i]</c> times.</summary>
internal static class Correlation
{
    /// <summary>Pearson's correlation; NaN when either side is constant.</summary>
    public static double Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<int> counts)
    {
        double meanX = Mean(x, counts), meanY = Mean(y, counts), products = 0;
        for (int row = 0; row < counts.Length; row++)
            products += counts[row] * (x[row] - meanX) * (y[row] - meanY);
        double scale = Math.Sqrt(SquaredDeviations(x, counts)) * Math.Sqrt(SquaredDeviations(y, counts));
        return Math.Clamp(products / scale, -1, 1);
    }

    /// <summary>
    /// The summed squared distances from the mean, or NaN when all values are equal: rounding would leave them a sum
    /// just above 0, and a correlation of noise.
    /// </summary>
    public static double SquaredDeviations(ReadOnlySpan<double> values, ReadOnlySpan<int> counts)
    {
        double mean = Mean(values, counts), sum = 0;
        double smallest = double.PositiveInfinity, largest = double.NegativeInfinity;
        for (int row = 0; row < counts.Length; row++)
        {
            if (counts[row] == 0)
                continue;
            sum += counts[row] * (values[row] - mean) * (values[row] - mean);
            smallest = Math.Min(smallest, values[row]);
            largest = Math.Max(largest, values[row]);
        }
        return smallest == largest ? double.NaN : sum;
    }

    private static double Mean(ReadOnlySpan<double> values, ReadOnlySpan<int> counts)
    {
        double sum = 0;
        long rows = 0;
        for (int row = 0; row < counts.Length; row++)
        {
            sum += counts[row] * values[row];
            rows += counts[row];
        }
        return sum / rows;
    }
}

/// <summary>Values sorted once, so that their ranks within any resample follow in one pass.</summary>
internal sealed class RankedValues
{
    private readonly double[] _sorted;
    private readonly int[] _rows;

    public RankedValues(double[] values)
    {
        _sorted = [.. values];
        _rows = [.. Enumerable.Range(0, values.Length)];
        Array.Sort(_sorted, _rows);
    }

    /// <summary>The rank of every row among the resampled rows; equal values share the mean of their ranks.</summary>
    public double[] Ranks(ReadOnlySpan<int> counts)
    {
        var ranks = new double[_rows.Length];
        long below = 0;
        for (int start = 0, end; start < _rows.Length; start = end)
        {
            long tied = 0;
            for (end = start; end < _rows.Length && _sorted[end] == _sorted[start]; end++)
                tied += counts[_rows[end]];
            for (int place = start; place < end; place++)
                ranks[_rows[place]] = below + (tied + 1) * 0.5;
            below += tied;
        }
        return ranks;
    }
}
