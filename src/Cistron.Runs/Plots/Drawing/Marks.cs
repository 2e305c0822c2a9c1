using System.Text;

namespace Cistron.Runs.Plots.Drawing;

/// <summary>The shapes that show data; all in pixels.</summary>
internal static class Marks
{
    /// <summary>Lines with no more points than this also show the points themselves.</summary>
    private const int FewPoints = 32;

    /// <summary>A data line with its band, in the colour of its series, down-sampled and broken at gaps.</summary>
    public static void DrawLine(Markup svg, Frame frame, Line line, int series)
    {
        Point[] band = [.. line.Points.Select(point => BandAt(frame, point))];
        IReadOnlyList<Point> pixels = PixelsOf(frame, line);
        svg.AppendLine($"""<g class="{Palette.ClassOf(series)}">""");
        string area = BandPath(Downsample.Band(band));
        if (area.Length > 0)
            svg.AppendLine($"""<path class="band" d="{area}"/>""");
        string kind = IsNoisy(frame, pixels) ? "line noisy" : "line";
        svg.AppendLine($"""<path class="{kind}" d="{LinePath(pixels)}"/>""");
        if (pixels.Count <= FewPoints)
        {
            foreach (Point point in pixels.Where(point => !double.IsNaN(point.Y)))
                svg.AppendLine($"""<circle class="dot" cx="{point.X}" cy="{point.Y}" r="3.2"/>""");
        }
        svg.AppendLine($"</g>");
    }

    /// <summary>A thin pale line in the colour of a series.</summary>
    public static void DrawTrace(Markup svg, Frame frame, Line line, int series) => svg.AppendLine($"""
        <g class="{Palette.ClassOf(series)}"><path class="line trace" d="{LinePath(PixelsOf(frame, line))}"/></g>
        """);

    /// <summary>The points of a line where they are drawn; gaps are not numbers.</summary>
    public static IReadOnlyList<Point> PixelsOf(Frame frame, Line line) =>
        Downsample.Line([.. line.Points.Select(point => frame.At(point.X, point.Y))]);

    /// <summary>
    /// The path through points; a point alone between gaps becomes a dot by the round cap of its line.
    /// </summary>
    public static string LinePath(IReadOnlyList<Point> points)
    {
        StringBuilder path = new();
        bool drawing = false;
        for (int i = 0; i < points.Count; i++)
        {
            bool shown = !double.IsNaN(points[i].Y);
            if (shown)
                path.Append(drawing ? 'L' : 'M').Append(Pair(points[i].X, points[i].Y));
            if (shown && !drawing && (i + 1 == points.Count || double.IsNaN(points[i + 1].Y)))
                path.Append("h0");
            drawing = shown;
        }
        return path.ToString();
    }

    /// <summary>Whether a line runs up and down so often that it would hide what lies behind it.</summary>
    private static bool IsNoisy(Frame frame, IReadOnlyList<Point> pixels)
    {
        double travel = 0;
        for (int i = 1; i < pixels.Count; i++)
        {
            double rise = Math.Abs(pixels[i].Y - pixels[i - 1].Y);
            travel += double.IsNaN(rise) ? 0 : rise;
        }
        return travel > 12 * (frame.Bottom - frame.Top);
    }

    private static string BandPath(IReadOnlyList<Point> points)
    {
        StringBuilder path = new();
        for (int start = 0; start < points.Count; start++)
        {
            int end = start;
            while (end < points.Count && !double.IsNaN(points[end].X))
                end++;
            if (end - start > 1)
            {
                IEnumerable<Point> run = points.Skip(start).Take(end - start);
                path.Append('M').AppendJoin('L', run.Select(point => Pair(point.X, point.Upper)))
                    .Append('L').AppendJoin('L', run.Reverse().Select(point => Pair(point.X, point.Lower))).Append('Z');
            }
            start = end;
        }
        return path.ToString();
    }

    private static Point BandAt(Frame frame, Point point)
    {
        Point lower = frame.At(point.X, point.Lower), upper = frame.At(point.X, point.Upper);
        // Lower and higher are swapped in pixels, whose y runs downwards; the envelope wants them in order.
        return double.IsNaN(lower.X) || double.IsNaN(upper.X)
            ? new(double.NaN, double.NaN)
            : new(lower.X, upper.Y, upper.Y, lower.Y);
    }

    private static string Pair(double x, double y) => $"{NumberText.Coordinate(x)},{NumberText.Coordinate(y)}";
}
