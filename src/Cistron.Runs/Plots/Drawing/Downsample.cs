namespace Cistron.Runs.Plots.Drawing;

/// <summary>
/// Fewer points that draw the same picture. Neighbouring points fall into buckets of equal count, and a bucket keeps
/// its extremes, so that no spike is lost; a bucket without a value stays a gap.
/// </summary>
internal static class Downsample
{
    /// <summary>The most points that a line is drawn with.</summary>
    public const int MostPoints = 1000;

    private static readonly Point Gap = new(double.NaN, double.NaN, double.NaN, double.NaN);

    /// <summary>
    /// At most <paramref name="most"/> of the points in their order: the first, the last, and of each bucket the lowest
    /// and the highest. A point is a gap where its Y is not a number.
    /// </summary>
    public static IReadOnlyList<Point> Line(IReadOnlyList<Point> points, int most = MostPoints)
    {
        if (points.Count <= most)
            return points;
        List<Point> kept = [points[0]];
        foreach ((int start, int end) in Buckets(1, points.Count - 1, (most - 2) / 2))
        {
            int low = -1, high = -1;
            for (int i = start; i < end; i++)
            {
                if (double.IsNaN(points[i].Y))
                    continue;
                low = low < 0 || points[i].Y < points[low].Y ? i : low;
                high = high < 0 || points[i].Y > points[high].Y ? i : high;
            }
            kept.Add(low < 0 ? Gap : points[Math.Min(low, high)]);
            if (low != high)
                kept.Add(points[Math.Max(low, high)]);
        }
        kept.Add(points[^1]);
        return kept;
    }

    /// <summary>
    /// At most <paramref name="most"/> points of a band: each bucket gives its first X with its lowest Lower and
    /// highest Upper. A point is a gap where one of the two is not a number.
    /// </summary>
    public static IReadOnlyList<Point> Band(IReadOnlyList<Point> points, int most = MostPoints)
    {
        if (points.Count <= most)
            return points;
        List<Point> kept = [];
        foreach ((int start, int end) in Buckets(0, points.Count - 1, most - 1))
        {
            Point envelope = Gap;
            for (int i = start; i < end; i++)
            {
                if (double.IsNaN(points[i].Lower) || double.IsNaN(points[i].Upper))
                    continue;
                envelope = double.IsNaN(envelope.X) ? points[i] : envelope with
                {
                    Lower = Math.Min(envelope.Lower, points[i].Lower),
                    Upper = Math.Max(envelope.Upper, points[i].Upper),
                };
            }
            kept.Add(envelope);
        }
        kept.Add(points[^1]);
        return kept;
    }

    private static IEnumerable<(int Start, int End)> Buckets(int start, int end, int count)
    {
        for (int bucket = 0; bucket < count; bucket++)
            yield return (EdgeAt(bucket), EdgeAt(bucket + 1));

        int EdgeAt(int bucket) => start + (int)((long)(end - start) * bucket / count);
    }
}
