using Cistron.Runs.Plots.Drawing;

namespace Cistron.Runs.Plots;

/// <summary>
/// Curves of two rates from 0 to 1 on square axes: receiver operating characteristic or precision against recall. The
/// names stand beside the square with their notes, such as the area under the curve and its interval.
/// </summary>
public sealed record CurveChart : Chart
{
    private const double Side = 280;
    private const double LegendWidth = 128;
    private readonly string _kind;
    private readonly Axis _x, _y;
    private readonly (Point From, Point To, string Label) _chance;

    private CurveChart(
        string title, string kind, Axis x, Axis y, (Point, Point, string) chance, IReadOnlyList<Line> curves)
        : base(title) => (_kind, _x, _y, _chance, Curves) = (kind, x, y, chance, curves);

    /// <summary>The curves, in the order of their colours.</summary>
    public IReadOnlyList<Line> Curves { get; }

    /// <summary>True-positive rate (Y) against false-positive rate (X), with the diagonal of guessing.</summary>
    public static CurveChart Roc(string title, params IReadOnlyList<Line> curves) => new(
        title, "ROC curves", Rate("false-positive rate"), Rate("true-positive rate"),
        (new(0, 0), new(1, 1), "chance"), curves);

    /// <summary>
    /// Precision (Y) against recall (X), with the precision of guessing: the share of positives, in [0, 1].
    /// </summary>
    public static CurveChart PrecisionRecall(string title, double baseRate, params IReadOnlyList<Line> curves) => new(
        title, "Precision–recall curves", Rate("recall"), Rate("precision"),
        (new(0, baseRate), new(1, baseRate), $"base rate {NumberText.Fixed(baseRate, 2)}"), curves);

    internal override double DrawBelow(Markup svg, double top)
    {
        double y = top + Axes.NameHeight;
        Scale unit = new(0, 1, AxisScale.Linear);
        IReadOnlyList<Tick> ticks = Ticks.Of(unit, 5);
        double left = Axes.LeftWidth(ticks);
        double side = Math.Min(Side, Width - left - LegendWidth - 16);
        Frame frame = new(unit with { Start = left, End = left + side }, unit with { Start = y + side, End = y });

        Axes.DrawVerticalGrid(svg, frame);
        Axes.DrawLeft(svg, frame, _y, ticks);
        Axes.DrawBottom(svg, frame, _x);
        Markup marks = new();
        DrawChance(marks, frame);
        for (int i = 0; i < Curves.Count; i++)
            Marks.DrawLine(marks, frame, Curves[i], i);
        frame.Clip(svg, marks);
        if (!frame.ShowsAny(Curves))
            frame.DrawNoData(svg);

        double legendEnd = Legend.DrawColumn(svg, [.. Curves.Select(curve => (curve.Name, curve.Note))],
            new(frame.Right + 16, frame.Top, Width, frame.Bottom));
        DrawChanceEntry(svg, frame.Right + 16, legendEnd);
        return Math.Max(frame.Bottom + Axes.BottomHeight, legendEnd + 24);
    }

    internal override string Describe() => Summary.Of(_kind, _x, _y, Curves, [new(0, _chance.Label)]);

    private static Axis Rate(string name) => new(name) { Minimum = 0, Maximum = 1 };

    private void DrawChance(Markup svg, Frame frame)
    {
        Point from = frame.At(_chance.From.X, _chance.From.Y), to = frame.At(_chance.To.X, _chance.To.Y);
        if (!double.IsNaN(from.Y) && !double.IsNaN(to.Y))
            svg.AppendLine($"""<path class="reference" d="M{from.X},{from.Y}L{to.X},{to.Y}"/>""");
    }

    private void DrawChanceEntry(Markup svg, double x, double top) => svg.AppendLine($"""
        <path class="reference" d="M{x + 1},{top + 6}h14"/>
        <text class="muted small" x="{x + 22}" y="{top + 10}">{_chance.Label}</text>
        """);
}
