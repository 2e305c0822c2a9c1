namespace Cistron.Runs.Plots.Drawing;

/// <summary>Grid lines, tick labels and names of the two axes of a frame.</summary>
internal static class Axes
{
    /// <summary>What the lower axis takes below the frame.</summary>
    public const double BottomHeight = 42;

    /// <summary>What the name of the left axis takes above the frame; it lies flat, for easy reading.</summary>
    public const double NameHeight = 27;

    private const double LabelSize = 11;

    /// <summary>The room that the labels of a left axis need.</summary>
    public static double LeftWidth(IReadOnlyList<Tick> ticks) =>
        ticks.Select(tick => TextMeasure.Width(tick.Label, LabelSize)).DefaultIfEmpty().Max() + 9;

    /// <summary>The room right of a frame into which the label of its last tick reaches.</summary>
    public static double RightWidth(Scale x) =>
        Ticks.Of(x, TickCount(x)).Select(tick => TextMeasure.Width(tick.Label, LabelSize) / 2).LastOrDefault(4) + 2;

    private static int TickCount(Scale x) => (int)Math.Clamp(Math.Abs(x.End - x.Start) / 62, 2, 12);

    /// <summary>The left axis: a horizontal grid line and a label at each tick, the name above.</summary>
    public static void DrawLeft(Markup svg, Frame frame, Axis axis, IReadOnlyList<Tick> ticks)
    {
        foreach (Tick tick in ticks)
        {
            double y = Math.Round(frame.Y.At(tick.Value)) + 0.5;
            svg.AppendLine($"""<path class="grid" d="M{frame.Left},{y}H{frame.Right}"/>""");
            svg.AppendLine($"""<text class="muted small end" x="{frame.Left - 7}" y="{y + 3.5}">{tick.Label}</text>""");
        }
        svg.AppendLine($"""<text class="muted" x="0" y="{frame.Top - 13}">{axis.Label}</text>""");
    }

    /// <summary>
    /// The lower axis: a line with a short mark and a label at each tick, the name below its right end.
    /// </summary>
    public static void DrawBottom(Markup svg, Frame frame, Axis axis)
    {
        double y = Math.Round(frame.Bottom) + 0.5;
        svg.AppendLine($"""<path class="rule" d="M{frame.Left},{y}H{frame.Right}"/>""");
        foreach (Tick tick in WithoutCollisions(frame.X, axis.SmallestStep))
        {
            double x = Math.Round(frame.X.At(tick.Value)) + 0.5;
            svg.AppendLine($"""<path class="rule" d="M{x},{y}v4"/>""");
            svg.AppendLine($"""<text class="muted small middle" x="{x}" y="{y + 16}">{tick.Label}</text>""");
        }
        svg.AppendLine($"""<text class="muted end" x="{frame.Right}" y="{y + 34}">{axis.Label}</text>""");
    }

    /// <summary>A vertical grid line at each tick of the lower axis.</summary>
    public static void DrawVerticalGrid(Markup svg, Frame frame)
    {
        foreach (Tick tick in WithoutCollisions(frame.X))
        {
            double x = Math.Round(frame.X.At(tick.Value)) + 0.5;
            svg.AppendLine($"""<path class="grid" d="M{x},{frame.Top}V{frame.Bottom}"/>""");
        }
    }

    private static IEnumerable<Tick> WithoutCollisions(Scale x, double smallestStep = 0)
    {
        double free = double.NegativeInfinity;
        foreach (Tick tick in Ticks.Of(x, TickCount(x), smallestStep))
        {
            double half = TextMeasure.Width(tick.Label, LabelSize) / 2;
            if (x.At(tick.Value) - half < free)
                continue;
            free = x.At(tick.Value) + half + 4;
            yield return tick;
        }
    }
}
