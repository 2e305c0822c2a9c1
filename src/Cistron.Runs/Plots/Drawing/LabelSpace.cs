namespace Cistron.Runs.Plots.Drawing;

/// <summary>What is already taken in a frame, so that a label finds the place where it covers least.</summary>
internal sealed class LabelSpace
{
    private readonly List<(Point From, Point To)> _segments = [];
    private readonly List<Box> _boxes = [];

    /// <summary>Takes the course of a line; gaps are free.</summary>
    public void Take(IReadOnlyList<Point> pixels)
    {
        for (int i = 1; i < pixels.Count; i++)
        {
            if (!double.IsNaN(pixels[i - 1].Y) && !double.IsNaN(pixels[i].Y))
                _segments.Add(pixels[i].X < pixels[i - 1].X ? (pixels[i], pixels[i - 1]) : (pixels[i - 1], pixels[i]));
        }
    }

    /// <summary>Takes the place of a mark.</summary>
    public void Take(Box mark) => _boxes.Add(mark);

    /// <summary>Takes the first candidate that covers nothing.</summary>
    /// <returns>Null when each covers something.</returns>
    public Box? PlaceFree(params IEnumerable<Box> candidates)
    {
        foreach (Box candidate in candidates)
        {
            if (Covered(candidate) > 0)
                continue;
            _boxes.Add(candidate);
            return candidate;
        }
        return null;
    }

    /// <summary>Takes and returns the candidate which covers least; the earlier one among equals.</summary>
    public Box Place(params IEnumerable<Box> candidates)
    {
        Box best = candidates.MinBy(Covered);
        _boxes.Add(best);
        return best;
    }

    // A covered label is worse than a covered stretch of line.
    private int Covered(Box box) =>
        _segments.Count(segment => Crosses(segment.From, segment.To, box))
        + 1000 * _boxes.Count(other =>
            box.Left < other.Right && other.Left < box.Right && box.Top < other.Bottom && other.Top < box.Bottom);

    private static bool Crosses(Point from, Point to, Box box)
    {
        double left = Math.Max(from.X, box.Left), right = Math.Min(to.X, box.Right);
        if (left > right)
            return false;
        double slope = to.X > from.X ? (to.Y - from.Y) / (to.X - from.X) : 0;
        double a = from.Y + slope * (left - from.X);
        double b = to.X > from.X ? from.Y + slope * (right - from.X) : to.Y;
        return Math.Min(a, b) <= box.Bottom && Math.Max(a, b) >= box.Top;
    }
}
