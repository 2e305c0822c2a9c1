using Cistron.Runs.Plots.Drawing;

namespace Cistron.Runs.Plots;

/// <summary>
/// Lines over a common axis, such as losses over steps, with bands where points have intervals. Lines are named at
/// their right ends if there is room, else in a legend.
/// </summary>
public sealed record LineChart(string Title, Axis X, Axis Y, params IReadOnlyList<Line> Lines) : Chart(Title)
{
    private const int LeftTicks = 5;

    /// <summary>Values of the Y axis to compare with, such as baselines.</summary>
    public IReadOnlyList<Reference> References { get; init; } = [];

    /// <summary>Places on the X axis worth noting, such as the best step.</summary>
    public IReadOnlyList<Reference> Markers { get; init; } = [];

    /// <summary>
    /// Single courses that lie faintly behind the lines, such as each run behind the mean of all: each takes the colour
    /// of the line that has its name, and is not named again.
    /// </summary>
    public IReadOnlyList<Line> Traces { get; init; } = [];

    internal override double DrawBelow(Markup svg, double top)
    {
        IEnumerable<Point> points = Lines.Concat(Traces).SelectMany(line => line.Points);
        Scale x = Scale.Over(X, [.. points.Select(point => point.X), .. Markers.Select(marker => marker.Value)])
            .FromNearZero(X);
        Scale y = Scale.Over(Y, [.. points.SelectMany(Extents), .. References.Select(reference => reference.Value)])
            .Rounded(Y, LeftTicks);
        IReadOnlyList<Tick> ticks = Ticks.Of(y, LeftTicks);
        double left = Axes.LeftWidth(ticks), height = Math.Clamp(Width * 0.42, 150, 300);

        // Names at line ends need their place before the frame is laid; the frame decides where the lines end.
        string[] names = [.. Lines.Select(line => TextMeasure.Fit(line.Name, 12, Width * 0.28))];
        double bodyTop = top + Axes.NameHeight;
        Frame frame = Lay(x, y, left, Width - EndLabels.Width(names), bodyTop, height);
        double[]? places = EndsOf(frame) is { } ends ? EndLabels.Place(ends, frame.Top, frame.Bottom) : null;
        if (places is null)
        {
            bodyTop = Legend.DrawRows(svg, [.. Lines.Select(line => line.Name)], top, Width) + Axes.NameHeight;
            frame = Lay(x, y, left, Width - Axes.RightWidth(x with { End = Width }), bodyTop, height);
        }

        Axes.DrawLeft(svg, frame, Y, ticks);
        Axes.DrawBottom(svg, frame, X);
        DrawData(svg, frame);
        for (int i = 0; i < places?.Length; i++)
            EndLabels.Draw(svg, names[i], i, frame.Right, places[i]);
        return frame.Bottom + Axes.BottomHeight;
    }

    internal override string Describe() => Summary.Of("Line chart", X, Y, Lines, References)
        + (Traces.Count > 0 ? $" Behind them {NumberText.Count(Traces.Count)} single courses." : "");

    private static Frame Lay(Scale x, Scale y, double left, double right, double top, double height) =>
        new(x with { Start = left, End = right }, y with { Start = top + height, End = top });

    private static IEnumerable<double> Extents(Point point) => [point.Y, point.Lower, point.Upper];

    /// <summary>The heights at which the lines end; null unless every line reaches the right of the frame.</summary>
    private double[]? EndsOf(Frame frame)
    {
        double reach = frame.Right - 0.08 * (frame.Right - frame.Left);
        double[] ends = new double[Lines.Count];
        for (int i = 0; i < ends.Length; i++)
        {
            Point none = new(double.NaN, double.NaN);
            Point last = Lines[i].Points.LastOrDefault(point => frame.Shows(point.X, point.Y), none);
            Point end = frame.At(last.X, last.Y);
            if (!(end.X >= reach))
                return null;
            ends[i] = Math.Clamp(end.Y, frame.Top, frame.Bottom);
        }
        return ends;
    }

    private void DrawData(Markup svg, Frame frame)
    {
        Markup marks = new();
        LabelSpace space = new();
        string[] names = [.. Lines.Select(line => line.Name)];
        foreach (Line trace in Traces)
            Marks.DrawTrace(marks, frame, trace, Math.Max(0, Array.IndexOf(names, trace.Name)));
        for (int i = 0; i < Lines.Count; i++)
        {
            Marks.DrawLine(marks, frame, Lines[i], i);
            space.Take(Marks.PixelsOf(frame, Lines[i]));
        }
        Markup labels = new();
        ReferenceMarks.DrawHorizontal(marks, labels, frame, References, space);
        ReferenceMarks.DrawVertical(marks, labels, frame, Markers, space);
        frame.Clip(svg, marks);
        svg.AppendLine($"{labels}");
        if (!frame.ShowsAny(Lines.Concat(Traces)))
            frame.DrawNoData(svg);
    }
}
