namespace Cistron.Sequences.Inspection;

/// <summary>How many values lie between edges.</summary>
/// <param name="Edges">The edges, ascending, one more than there are counts.</param>
/// <param name="Counts">
/// How many values are at least an edge and less than the next; the last edge belongs to the last count.
/// </param>
public sealed record Histogram(IReadOnlyList<double> Edges, IReadOnlyList<long> Counts)
{
    private const int MostBins = 50;
    private const int SkewedRatio = 20;

    /// <summary>The same without the empty bins at both ends; what has no values stays as it is.</summary>
    public Histogram Trimmed()
    {
        int first = 0;
        int last = Counts.Count - 1;
        while (first < last && Counts[first] == 0)
            first++;
        while (last > first && Counts[last] == 0)
            last--;
        return new Histogram([.. Edges.Skip(first).Take(last - first + 2)], [.. Counts.Skip(first).Take(last - first + 1)]);
    }

    /// <summary>The same with neighbouring bins joined, the last group perhaps smaller, so that few are left.</summary>
    /// <param name="most">How many bins may be left.</param>
    public Histogram Joined(int most)
    {
        int size = (Counts.Count + most - 1) / most;
        return new Histogram([.. Edges.Take(Counts.Count).Where((_, i) => i % size == 0), Edges[^1]],
            [.. Counts.Chunk(size).Select(bins => bins.Sum())]);
    }

    internal static Histogram Of(IEnumerable<double> values, double[] edges)
    {
        long[] counts = new long[edges.Length - 1];
        foreach (double value in values)
        {
            int place = Array.BinarySearch(edges, value);
            counts[Math.Min(place < 0 ? ~place - 1 : place, counts.Length - 1)]++;
        }
        return new Histogram(edges, counts);
    }

    /// <summary>Edges for shares: fifty bins from 0 to 1.</summary>
    internal static double[] ShareEdges() => [.. Enumerable.Range(0, MostBins + 1).Select(i => (double)i / MostBins)];

    /// <summary>
    /// Whole edges for whole numbers, at most fifty bins: as wide as each other, or each wider than the one before by
    /// one factor where the largest number is twenty times the median or more.
    /// </summary>
    internal static double[] WholeEdges(double min, double median, double max)
    {
        double end = max + 1;
        if (end - min <= MostBins)
            return [.. Enumerable.Range(0, (int)(end - min) + 1).Select(i => min + i)];
        if (max < SkewedRatio * median)
        {
            double width = Math.Ceiling((end - min) / MostBins);
            return [.. Enumerable.Range(0, (int)Math.Ceiling((end - min) / width) + 1).Select(i => min + i * width)];
        }
        double first = Math.Max(min, 1);
        double factor = Math.Pow(end / first, 1.0 / MostBins);
        return [.. Enumerable.Range(0, MostBins)
            .Select(i => Math.Floor(first * Math.Pow(factor, i))).Prepend(min).Append(end).Distinct()];
    }
}
