using System.Text;
using Cistron.Runs.Plots.Drawing;

namespace Cistron.Runs.Plots;

/// <summary>One thing at a place, such as a token in a map, with the name that it is called by, if it has one.</summary>
public readonly record struct ScatterPoint(double X, double Y, string Name = "")
{
    /// <summary>Its shape, which may tell points of one colour apart; seen as far as points are drawn one by one.</summary>
    public PointMark Mark { get; init; }
}

/// <summary>The shape of a point.</summary>
public enum PointMark
{
    /// <summary>Round.</summary>
    Dot,

    /// <summary>A square.</summary>
    Square,

    /// <summary>A triangle on its base.</summary>
    Triangle,
}

/// <summary>Points of one colour.</summary>
public sealed record ScatterGroup(string Name, params IReadOnlyList<ScatterPoint> Points);

/// <summary>How the colours of groups relate.</summary>
public enum GroupColours
{
    /// <summary>As far from each other as can be.</summary>
    Apart,

    /// <summary>From dark to light in the order of the groups, which have an order by nature.</summary>
    Ordered,
}

/// <summary>
/// Points on two axes, coloured by group, in a square frame. Few points have their names beside them as far as there is
/// room, some hundreds show them to the pointer, and of any number at most 5,000 are drawn, spread evenly.
/// </summary>
public sealed record ScatterChart(string Title, Axis X, Axis Y, params IReadOnlyList<ScatterGroup> Groups) : Chart(Title)
{
    private const int LeftTicks = 5;
    private const int MostNamed = 80;
    private const int MostPointedAt = 400;
    private const int MostDrawn = 5000;
    private const double NameSize = 9.5;
    private const double Radius = 3.5;

    /// <summary>How the groups are coloured; far apart by default.</summary>
    public GroupColours Colours { get; init; } = GroupColours.Apart;

    private int Count => Groups.Sum(group => group.Points.Count);

    internal override double DrawBelow(Markup svg, double top)
    {
        IEnumerable<ScatterPoint> points = Groups.SelectMany(group => group.Points);
        if (Groups.Count > 1)
            top = Legend.DrawDots(svg, [.. Groups.Select((group, i) => (group.Name, ClassOf(i)))], top, Width);
        Scale x = Scale.Over(X, [.. points.Select(point => point.X)]).Rounded(X, LeftTicks);
        Scale y = Scale.Over(Y, [.. points.Select(point => point.Y)]).Rounded(Y, LeftTicks);
        IReadOnlyList<Tick> ticks = Ticks.Of(y, LeftTicks);
        double left = Axes.LeftWidth(ticks), right = Width - Axes.RightWidth(x with { End = Width });
        double frameTop = top + Axes.NameHeight, side = Math.Min(right - left, 560);
        Frame frame = new(x with { Start = left, End = left + side }, y with { Start = frameTop + side, End = frameTop });

        Axes.DrawVerticalGrid(svg, frame);
        Axes.DrawLeft(svg, frame, Y, ticks);
        Axes.DrawBottom(svg, frame, X);
        Markup marks = new();
        int step = (Count + MostDrawn - 1) / MostDrawn;
        List<(Point At, ScatterPoint Point)> drawn = [];
        for (int group = 0; group < Groups.Count; group++)
        {
            (Point At, ScatterPoint Point)[] shown = [.. Groups[group].Points.Where((_, i) => i % step == 0)
                .Select(point => (frame.At(point.X, point.Y), point)).Where(point => !double.IsNaN(point.Item1.Y))];
            drawn.AddRange(shown);
            marks.AppendLine($"""<g class="{ClassOf(group)}">""");
            if (Count > MostPointedAt)
                DrawCloud(marks, shown);
            else
                DrawPoints(marks, shown);
            marks.AppendLine($"</g>");
        }
        frame.Clip(svg, marks);
        if (Count <= MostNamed)
            DrawNames(svg, frame, drawn);
        if (!points.Any(point => frame.Shows(point.X, point.Y)))
            frame.DrawNoData(svg);
        return frame.Bottom + Axes.BottomHeight;
    }

    internal override string Describe() => $"Scatter chart of {Y.Label} against {X.Label}. "
        + string.Join(" ", Groups.Select(group => $"{group.Name}: {NumberText.Count(group.Points.Count)} points."));

    private string ClassOf(int group) =>
        Colours == GroupColours.Ordered ? Palette.ClassOfOrdered(group, Groups.Count) : Palette.ClassOf(group);

    private static void DrawPoints(Markup marks, (Point At, ScatterPoint Point)[] points)
    {
        foreach ((Point at, ScatterPoint point) in points)
        {
            if (point.Mark == PointMark.Dot)
                marks.AppendLine($"""<circle class="point" cx="{at.X}" cy="{at.Y}" r="{Radius}"><title>{point.Name}</title></circle>""");
            else
                marks.AppendLine($"""<path class="point" d="{Outline(at, point.Mark)}"><title>{point.Name}</title></path>""");
        }
    }

    // Of about the area of a dot.
    private static string Outline(Point at, PointMark mark)
    {
        double half = mark == PointMark.Square ? 0.9 * Radius : 1.25 * Radius;
        string left = NumberText.Coordinate(at.X - half), right = NumberText.Coordinate(at.X + half);
        string top = NumberText.Coordinate(at.Y - half), bottom = NumberText.Coordinate(at.Y + (mark == PointMark.Square ? half : 0.7 * half));
        return mark == PointMark.Square ? $"M{left},{top}H{right}V{bottom}H{left}Z"
            : $"M{NumberText.Coordinate(at.X)},{top}L{right},{bottom}H{left}Z";
    }

    // One path of dots: a fifth of the text that circles would need.
    private static void DrawCloud(Markup marks, (Point At, ScatterPoint Point)[] points)
    {
        StringBuilder path = new();
        foreach ((Point at, _) in points)
            path.Append('M').Append(NumberText.Coordinate(at.X)).Append(',').Append(NumberText.Coordinate(at.Y)).Append("h0");
        if (path.Length > 0)
            marks.AppendLine($"""<path class="cloud" d="{path.ToString()}"/>""");
    }

    private static void DrawNames(Markup svg, Frame frame, List<(Point At, ScatterPoint Point)> points)
    {
        LabelSpace space = new();
        foreach ((Point at, _) in points)
            space.Take(new Box(at.X - Radius, at.Y - Radius, at.X + Radius, at.Y + Radius));
        foreach ((Point at, ScatterPoint point) in points.Where(point => point.Point.Name.Length > 0))
        {
            string shown = TextMeasure.Fit(point.Name, NameSize, 80);
            double width = TextMeasure.Width(shown, NameSize);
            if (space.PlaceFree(Around(at, width).Where(box => box.Left >= frame.Left && box.Right <= frame.Right)) is { } box)
                svg.AppendLine($"""<text class="muted tiny" x="{box.Left}" y="{box.Top + 8}">{shown}</text>""");
        }
    }

    private static Box[] Around(Point at, double width) =>
    [
        new(at.X + 5, at.Y - 5, at.X + 5 + width, at.Y + 5), new(at.X - 5 - width, at.Y - 5, at.X - 5, at.Y + 5),
        new(at.X - width / 2, at.Y - 15, at.X + width / 2, at.Y - 5), new(at.X - width / 2, at.Y + 5, at.X + width / 2, at.Y + 15),
    ];
}
