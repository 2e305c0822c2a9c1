using Cistron.Runs.Plots.Drawing;

namespace Cistron.Runs.Plots;

/// <summary>
/// The samples whose predicted probability lies in [<paramref name="Start"/>, <paramref name="End"/>): how many there
/// are, what was predicted on average, and which share was positive, with its 95 % interval.
/// </summary>
public sealed record CalibrationBin(
    double Start, double End, long Count, double Predicted, double Observed,
    double Lower = double.NaN, double Upper = double.NaN);

/// <summary>
/// A reliability diagram: observed shares against predicted probabilities with the diagonal of perfect calibration, and
/// beneath it how many samples each bin holds.
/// </summary>
public sealed record CalibrationChart(string Title, params IReadOnlyList<CalibrationBin> Bins) : Chart(Title)
{
    private const double Side = 250;
    private const double BarHeight = 44;
    private const double Gap = 14;
    private const double NotesWidth = 128;

    /// <summary>
    /// What stands beside the diagram: names and values such as ("expected calibration error", "0.021").
    /// </summary>
    public IReadOnlyList<(string Name, string Value)> Notes { get; init; } = [];

    internal override double DrawBelow(Markup svg, double top)
    {
        Scale unit = new(0, 1, AxisScale.Linear);
        Axis observed = new("observed share of positives");
        IReadOnlyList<Tick> ticks = Ticks.Of(unit, 5);
        double y = top + Axes.NameHeight, left = Axes.LeftWidth(ticks) + 12;
        double side = Math.Min(Side, Width - left - NotesWidth - 16);
        Frame frame = new(unit with { Start = left, End = left + side }, unit with { Start = y + side, End = y });
        Axes.DrawVerticalGrid(svg, frame);
        Axes.DrawLeft(svg, frame, observed, ticks);
        svg.AppendLine($"""<path class="reference" d="M{frame.Left},{frame.Bottom}L{frame.Right},{frame.Top}"/>""");
        DrawBins(svg, frame);
        DrawCounts(svg, frame);
        double notesEnd = DrawNotes(svg, frame);
        return Math.Max(frame.Bottom + Gap + BarHeight + Axes.BottomHeight, notesEnd);
    }

    internal override string Describe() => "Reliability diagram. " + string.Join(" ", Bins.Select(Words));

    private static string Words(CalibrationBin bin) =>
        $"Predicted {NumberText.Short(bin.Predicted)}, observed {NumberText.Short(bin.Observed)} "
        + $"of {NumberText.Count(bin.Count)}.";

    private void DrawBins(Markup svg, Frame frame)
    {
        Markup marks = new();
        CalibrationBin[] shown = [.. Bins.Where(bin => bin.Count > 0 && frame.Shows(bin.Predicted, bin.Observed))];
        Point[] pixels = [.. shown.Select(bin => frame.At(bin.Predicted, bin.Observed))];
        marks.AppendLine($"""<g class="{Palette.ClassOf(0)}"><path class="line" d="{Marks.LinePath(pixels)}"/>""");
        foreach ((CalibrationBin bin, Point at) in shown.Zip(pixels))
        {
            marks.AppendLine($"<g><title>{Words(bin)}</title>");
            if (frame.Y.Shows(bin.Lower) && frame.Y.Shows(bin.Upper))
            {
                marks.AppendLine($"""
                    <path class="whisker" d="M{at.X},{frame.Y.At(bin.Lower)}V{frame.Y.At(bin.Upper)}"/>
                    """);
            }
            marks.AppendLine($"""<circle class="dot" cx="{at.X}" cy="{at.Y}" r="4.5"/></g>""");
        }
        marks.AppendLine($"</g>");
        frame.Clip(svg, marks);
        if (shown.Length == 0)
            frame.DrawNoData(svg);
    }

    private void DrawCounts(Markup svg, Frame frame)
    {
        double top = frame.Bottom + Gap, bottom = top + BarHeight;
        long most = Bins.Select(bin => bin.Count).DefaultIfEmpty().Max();
        foreach (CalibrationBin bin in Bins)
        {
            if (bin.Count <= 0 || !frame.X.Shows(bin.Start) || !frame.X.Shows(bin.End))
                continue;
            double left = frame.X.At(bin.Start) + 0.75, width = frame.X.At(bin.End) - 0.75 - left;
            double height = BarHeight * bin.Count / most, y = bottom - height;
            svg.AppendLine($"""
                <g><title>{NumberText.Count(bin.Count)} samples</title>
                <rect class="bar" x="{left}" y="{y}" width="{Math.Max(width, 0.5)}" height="{height}"/></g>
                """);
        }
        svg.AppendLine($"""
            <text class="muted small end" x="{frame.Left - 7}" y="{top + 9}">{NumberText.Short(most)}</text>
            <text class="muted small end" x="{frame.Left - 7}" y="{bottom + 3}">0</text>
            <text class="muted small" x="{frame.Right + 16}" y="{top + 9}">samples in each bin</text>
            """);
        Frame below = frame with { Y = new Scale(0, 1, AxisScale.Linear) { Start = bottom, End = top } };
        Axes.DrawBottom(svg, below, new Axis("predicted probability"));
    }

    private double DrawNotes(Markup svg, Frame frame)
    {
        double x = frame.Right + 16, y = frame.Top + 10;
        foreach ((string name, string value) in Notes)
        {
            foreach (string line in TextMeasure.Wrap(name, 11, Width - x, 2))
            {
                svg.AppendLine($"""<text class="muted small" x="{x}" y="{y}">{line}</text>""");
                y += 15;
            }
            svg.AppendLine($"""<text class="strong" x="{x}" y="{y}">{TextMeasure.Fit(value, 12, Width - x)}</text>""");
            y += 24;
        }
        return y;
    }
}
