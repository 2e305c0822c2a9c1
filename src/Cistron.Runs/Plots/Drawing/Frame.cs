namespace Cistron.Runs.Plots.Drawing;

/// <summary>A rectangle in pixels, y downwards.</summary>
internal readonly record struct Box(double Left, double Top, double Right, double Bottom);

/// <summary>The area of a plot in which data are drawn: two scales laid onto the picture.</summary>
internal sealed record Frame(Scale X, Scale Y)
{
    public double Left => X.Start;

    public double Right => X.End;

    public double Top => Y.End;

    public double Bottom => Y.Start;

    /// <summary>Whether both scales can show a point.</summary>
    public bool Shows(double x, double y) => X.Shows(x) && Y.Shows(y);

    /// <summary>Whether there is anything to see of these lines.</summary>
    public bool ShowsAny(IEnumerable<Line> lines) =>
        lines.Any(line => line.Points.Any(point => Shows(point.X, point.Y)));

    /// <summary>A point in pixels; a gap (not a number) where a scale cannot show it.</summary>
    public Point At(double x, double y) =>
        Shows(x, y) ? new(X.At(x), Y.At(y)) : new(double.NaN, double.NaN);

    /// <summary>
    /// Draws what lies in the frame, cut off a few pixels outside of it. (A nested picture clips without an id, which
    /// would have to be unique in a whole page.)
    /// </summary>
    public void Clip(Markup svg, Markup marks)
    {
        const double margin = 5;
        double left = Left - margin, top = Top - margin, width = Right - left + margin, height = Bottom - top + margin;
        svg.AppendLine($"""
            <svg x="{left}" y="{top}" width="{width}" height="{height}" viewBox="{left} {top} {width} {height}">
            {marks}
            </svg>
            """);
    }

    /// <summary>Says in the middle of the frame that there is nothing to draw.</summary>
    public void DrawNoData(Markup svg) => svg.AppendLine($"""
        <text class="muted middle" x="{(Left + Right) / 2}" y="{(Top + Bottom) / 2 + 4}">no data</text>
        """);
}
