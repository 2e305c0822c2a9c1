namespace Cistron.Training.Interpretation;

/// <summary>How many numbers fall into each of many narrow bins from 0 on, in memory that does not grow with them.</summary>
/// <param name="width">Of a bin.</param>
/// <param name="bins">Their number; what lies beyond the last is counted in it.</param>
internal sealed class BinCounts(double width, int bins)
{
    private readonly long[] _counts = new long[bins];

    /// <summary>Numbers so far.</summary>
    public long Count { get; private set; }

    /// <summary>Takes a number in; not below 0.</summary>
    public void Add(double number)
    {
        _counts[(int)Math.Clamp(number / width, 0, bins - 1)]++;
        Count++;
    }

    /// <summary>
    /// The shares of several, in percent, over common bins from the lowest filled one to the highest; narrow ones are joined
    /// where there would be more than <paramref name="most"/>.
    /// </summary>
    /// <param name="all">Counts of equal bins, at least one number in all.</param>
    /// <param name="most">The most bins.</param>
    /// <returns>The edges, one more than bins, and the shares of each.</returns>
    public static (double[] Edges, double[][] Shares) Shown(IReadOnlyList<BinCounts> all, int most)
    {
        int first = all.Min(counts => Array.FindIndex(counts._counts, count => count > 0) is >= 0 and var index ? index : int.MaxValue);
        int last = all.Max(counts => Array.FindLastIndex(counts._counts, count => count > 0));
        double width = all[0].Width;
        int joined = (last - first + most) / most, shown = (last - first + joined) / joined;
        return ([.. Enumerable.Range(0, shown + 1).Select(edge => (first + edge * joined) * width)],
            [.. all.Select(counts => Enumerable.Range(0, shown).Select(bin => 100.0 / Math.Max(1, counts.Count) * counts._counts
                .Skip(first + bin * joined).Take(joined).Sum()).ToArray())]);
    }

    private double Width => width;
}
