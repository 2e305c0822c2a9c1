using Cistron.Runs.Plots.Drawing;

namespace Cistron.Runs.Plots;

/// <summary>A method's value with its 95 % interval and, if it was repeated, the value of each seed.</summary>
public sealed record Estimate(string Method, double Value, double Lower = double.NaN, double Upper = double.NaN)
{
    /// <summary>The values of the single seeds, drawn as small dots; none by default.</summary>
    public IReadOnlyList<double> Seeds { get; init; } = [];

    /// <summary>Whether it was not measured but is somebody else's figure: a hollow grey dot.</summary>
    public bool IsQuoted { get; init; }
}

/// <summary>Methods compared on one task.</summary>
public sealed record ComparisonGroup(string Name, params IReadOnlyList<Estimate> Estimates);

/// <summary>
/// Methods compared by one value on one or several tasks: a dot for each value, a line for its interval, small dots for
/// seeds, the number at the right. A method has the same colour in every group.
/// </summary>
public sealed record ComparisonChart(string Title, Axis Value, params IReadOnlyList<ComparisonGroup> Groups)
    : Chart(Title)
{
    private const double GroupGap = 10;

    /// <summary>Values to compare with, such as chance.</summary>
    public IReadOnlyList<Reference> References { get; init; } = [];

    private IEnumerable<Estimate> Estimates => Groups.SelectMany(group => group.Estimates);

    internal override double DrawBelow(Markup svg, double top)
    {
        string[] methods = [.. Estimates.Select(estimate => estimate.Method).Distinct()];
        bool namesGroups = Groups.Count > 1;
        if (namesGroups)
            top = Legend.DrawRows(svg, [.. methods.Select((method, i) => (method, ClassOf(method, i)))], top, Width);
        Scale scale = Scale.Over(Value, [.. Estimates.SelectMany(Extents), .. References.Select(r => r.Value)]);
        int targetTicks = Math.Max(3, (int)(Width / 110));
        scale = scale.Rounded(Value, targetTicks);
        int decimals = DecimalsFor(scale, targetTicks);

        double rowHeight = namesGroups ? 19 : 26;
        IEnumerable<string> names = namesGroups ? Groups.Select(group => group.Name) : methods;
        double longest = names.Select(name => TextMeasure.Width(name, 12)).DefaultIfEmpty().Max();
        double left = Math.Min(0.34 * Width, longest + 14);
        double right = Width - TextMeasure.Width(NumberText.Fixed(-scale.Maximum, decimals), 12) - 10;
        double labels = References.Count > 0 ? 18 : 6;
        double height = Math.Max(60, Estimates.Count() * rowHeight + Groups.Count * GroupGap);
        Frame frame = new(
            scale with { Start = left + 8, End = right },
            new Scale(0, 1, AxisScale.Linear) { Start = top + labels + height, End = top + labels });

        Axes.DrawVerticalGrid(svg, frame);
        Axes.DrawBottom(svg, frame, Value);
        DrawReferences(svg, frame);
        Markup marks = new();
        DrawGroups(svg, marks, frame, methods, rowHeight, decimals);
        frame.Clip(svg, marks);
        if (!Estimates.Any(estimate => scale.Shows(estimate.Value)))
            frame.DrawNoData(svg);
        return frame.Bottom + Axes.BottomHeight;
    }

    internal override string Describe() => $"Comparison of {Value.Label}. " + string.Join(" ", Groups.Select(group =>
        $"{group.Name}: " + string.Join(", ", group.Estimates.Select(Words)) + "."));

    private static string Words(Estimate estimate) => $"{estimate.Method} {NumberText.Short(estimate.Value)} "
        + (estimate.IsQuoted ? "(quoted)" : $"({NumberText.Short(estimate.Lower)} to {NumberText.Short(estimate.Upper)})");

    // A method is quoted in all groups or in none.
    private string ClassOf(string method, int place) =>
        Estimates.First(estimate => estimate.Method == method).IsQuoted ? "quoted" : Palette.ClassOf(place);

    private static IEnumerable<double> Extents(Estimate estimate) =>
        [estimate.Value, estimate.Lower, estimate.Upper, .. estimate.Seeds];

    private static int DecimalsFor(Scale scale, int ticks) =>
        (int)Math.Clamp(2 - Math.Floor(Math.Log10(Ticks.Step((scale.Maximum - scale.Minimum) / ticks)) + 1e-9), 0, 6);

    private void DrawGroups(Markup svg, Markup marks, Frame frame, string[] methods, double rowHeight, int decimals)
    {
        double y = frame.Top + GroupGap / 2;
        foreach (ComparisonGroup group in Groups)
        {
            if (Groups.Count > 1)
            {
                if (y > frame.Top + GroupGap)
                    svg.AppendLine($"""<path class="grid" d="M0,{Math.Round(y - GroupGap / 2) + 0.5}H{Width}"/>""");
                DrawName(svg, frame, group.Name, y + group.Estimates.Count * rowHeight / 2);
            }
            foreach (Estimate estimate in group.Estimates)
            {
                if (Groups.Count <= 1)
                    DrawName(svg, frame, estimate.Method, y + rowHeight / 2);
                DrawEstimate(marks, frame, estimate, ClassOf(estimate.Method, Array.IndexOf(methods, estimate.Method)),
                    y + rowHeight / 2);
                string value = NumberText.Fixed(estimate.Value, decimals);
                svg.AppendLine($"""<text class="end" x="{Width}" y="{y + rowHeight / 2 + 4}">{value}</text>""");
                y += rowHeight;
            }
            y += GroupGap;
        }
    }

    private static void DrawName(Markup svg, Frame frame, string name, double y) => svg.AppendLine($"""
        <text class="end" x="{frame.Left - 14}" y="{y + 4}">{TextMeasure.Fit(name, 12, frame.Left - 14)}</text>
        """);

    private static void DrawEstimate(Markup svg, Frame frame, Estimate estimate, string colour, double y)
    {
        Scale x = frame.X;
        svg.AppendLine($"""<g class="{colour}"><title>{Words(estimate)}</title>""");
        if (x.Shows(estimate.Lower) && x.Shows(estimate.Upper))
            svg.AppendLine($"""<path class="whisker" d="M{x.At(estimate.Lower)},{y}H{x.At(estimate.Upper)}"/>""");
        foreach (double seed in estimate.Seeds.Where(x.Shows))
            svg.AppendLine($"""<circle class="seed" cx="{x.At(seed)}" cy="{y + 6}" r="2.2"/>""");
        if (x.Shows(estimate.Value))
            svg.AppendLine($"""<circle class="dot" cx="{x.At(estimate.Value)}" cy="{y}" r="5"/>""");
        svg.AppendLine($"</g>");
    }

    private void DrawReferences(Markup svg, Frame frame)
    {
        foreach (Reference reference in References.Where(reference => frame.X.Shows(reference.Value)))
        {
            double x = Math.Round(frame.X.At(reference.Value)) + 0.5;
            svg.AppendLine($"""<path class="reference" d="M{x},{frame.Top}V{frame.Bottom}"/>""");
            double width = TextMeasure.Width(reference.Label, 11);
            double middle = Math.Clamp(x, frame.Left + width / 2, Math.Max(frame.Left + width / 2, Width - width / 2));
            svg.AppendLine($"""
                <text class="muted small middle" x="{middle}" y="{frame.Top - 5}">{reference.Label}</text>
                """);
        }
    }
}
