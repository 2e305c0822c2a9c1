using System.Text.Json.Serialization;

namespace Cistron.Evaluation.Metrics;

/// <summary>A point of a ROC curve (X false positive rate, Y true positive rate) or a precision-recall curve (X recall,
/// Y precision).</summary>
/// <param name="X">In [0, 1].</param>
/// <param name="Y">In [0, 1].</param>
/// <param name="Threshold">Rows with at least this score count as positive; infinite at the start of the curve.</param>
public sealed record CurvePoint(
    double X, double Y, [property: JsonConverter(typeof(UndefinedAsNull))] double Threshold);

/// <summary>Curves that are light enough to draw.</summary>
public static class Curve
{
    /// <summary>The largest number of points that a thinned curve has.</summary>
    public const int MostPoints = 500;

    /// <summary>
    /// The points that matter for the eye, at most <paramref name="most"/> of them in their order: the two ends, and
    /// then again and again the point that lies farthest from the line drawn so far (Ramer 1972; Douglas and Peucker
    /// 1973), so that peaks and corners stay. Points on a straight line between others go.
    /// </summary>
    public static IReadOnlyList<CurvePoint> Thin(IReadOnlyList<CurvePoint> points, int most = MostPoints)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 2);
        if (points.Count <= 2)
            return points;

        var kept = new SortedSet<int> { 0, points.Count - 1 };
        var splits = new PriorityQueue<(int Start, int Middle, int End), double>();
        Consider(0, points.Count - 1);
        while (kept.Count < most && splits.TryDequeue(out var split, out _))
        {
            kept.Add(split.Middle);
            Consider(split.Start, split.Middle);
            Consider(split.Middle, split.End);
        }
        return [.. kept.Select(i => points[i])];

        void Consider(int start, int end)
        {
            const double invisible = 1e-12;
            (int Middle, double Distance) farthest = (start, invisible);
            for (int i = start + 1; i < end; i++)
            {
                double distance = Distance(points[i], points[start], points[end]);
                if (distance > farthest.Distance)
                    farthest = (i, distance);
            }
            if (farthest.Middle > start)
                splits.Enqueue((start, farthest.Middle, end), -farthest.Distance);
        }
    }

    /// <summary>The distance of a point from the straight piece between two others.</summary>
    private static double Distance(CurvePoint point, CurvePoint start, CurvePoint end)
    {
        double dx = end.X - start.X, dy = end.Y - start.Y;
        double length = dx * dx + dy * dy;
        double along = length == 0 ? 0 : ((point.X - start.X) * dx + (point.Y - start.Y) * dy) / length;
        along = Math.Clamp(along, 0, 1);
        return double.Hypot(point.X - start.X - along * dx, point.Y - start.Y - along * dy);
    }
}
