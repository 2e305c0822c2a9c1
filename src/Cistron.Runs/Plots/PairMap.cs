using System.Text;
using Cistron.Runs.Plots.Drawing;

namespace Cistron.Runs.Plots;

/// <summary>
/// A number for every pair of places on one line, such as how much each base attends to each other: a square of cells, the
/// fuller the larger. Rows and columns are the same places; rows run from above, columns from the left.
/// </summary>
/// <param name="Title">What the picture is about.</param>
/// <param name="Rows">What the first of a pair is.</param>
/// <param name="Columns">What the second of a pair is.</param>
/// <param name="Value">What the numbers measure. Its maximum is the largest that is told apart; by default the largest there is.</param>
/// <param name="Cells">Numbers <c>(cells, cells)</c>, not negative: first index the row; not a number where there is none.</param>
public sealed record PairMap(string Title, Axis Rows, Axis Columns, Axis Value, double[,] Cells) : Chart(Title)
{
    // Cells of one level and row become one mark, so that a page holds many maps.
    private const int Levels = 20;
    private const int Swatches = 10;

    /// <summary>The place at which the first cell begins; 0 by default.</summary>
    public double FirstPlace { get; init; }

    /// <summary>Places to a side of a cell; 1 by default.</summary>
    public double CellSize { get; init; } = 1;

    /// <summary>A value to compare with, marked on the scale of colours; none by default.</summary>
    public Reference? Mark { get; init; }

    internal override double SmallestShare => 0.8;

    private int Side => Math.Min(Cells.GetLength(0), Cells.GetLength(1));

    internal override double DrawBelow(Markup svg, double top)
    {
        double largest = Value.Maximum ?? Values().DefaultIfEmpty().Max(), y = DrawScale(svg, top + 6, largest) + Axes.NameHeight;
        Scale places = new(FirstPlace, FirstPlace + CellSize * Math.Max(1, Side), AxisScale.Linear);
        IReadOnlyList<Tick> ticks = Ticks.Of(places, 6, Rows.SmallestStep);
        double left = Axes.LeftWidth(ticks), side = Width - left - Axes.RightWidth(places with { End = Width });
        // Ticks of the left axis run downwards, against the frame.
        Frame frame = new(places with { Start = left, End = left + side }, places with { Start = y + side, End = y });
        Scale downwards = places with { Start = y, End = y + side };

        double cell = side / Math.Max(1, Side);
        for (int level = 1; level <= Levels && largest > 0; level++)
            if (Runs(level, largest, left, y, cell) is { Length: > 0 } runs)
                svg.AppendLine($"""
                    <g class="{Palette.ClassOf(0)}"><path fill="currentColor" shape-rendering="crispEdges" fill-opacity="{(double)level / Levels}" d="{runs}"/></g>
                    """);
        foreach (Tick tick in ticks)
        {
            double at = Math.Round(downwards.At(tick.Value)) + 0.5;
            svg.AppendLine($"""
                <path class="rule" d="M{left},{at}h-4"/>
                <text class="muted small end" x="{left - 7}" y="{at + 3.5}">{tick.Label}</text>
                """);
        }
        svg.AppendLine($"""
            <text class="muted" x="0" y="{y - 13}">{Rows.Label}</text>
            <rect class="cell" x="{left}" y="{y}" width="{side}" height="{side}"/>
            """);
        Axes.DrawBottom(svg, frame, Columns);
        if (!Values().Any())
            frame.DrawNoData(svg);
        return frame.Bottom + Axes.BottomHeight;
    }

    internal override string Describe()
    {
        if (!Values().Any())
            return $"{Value.Label}: no data.";
        var (row, column) = (from r in Enumerable.Range(0, Side)
                             from c in Enumerable.Range(0, Side)
                             where double.IsFinite(Cells[r, c])
                             orderby Cells[r, c] descending
                             select (r, c)).First();
        return $"{Value.Label} of pairs of places. The largest, {NumberText.Short(Cells[row, column])}, is from "
            + $"{NumberText.Short(FirstPlace + row * CellSize)} to {NumberText.Short(FirstPlace + column * CellSize)}; the mean is "
            + $"{NumberText.Short(Values().Average())}.";
    }

    private IEnumerable<double> Values()
    {
        for (int row = 0; row < Side; row++)
            for (int column = 0; column < Side; column++)
                if (double.IsFinite(Cells[row, column]))
                    yield return Cells[row, column];
    }

    // One path with a rectangle under each run of cells of a level.
    private string Runs(int level, double largest, double left, double top, double size)
    {
        StringBuilder path = new();
        for (int row = 0; row < Side; row++)
            for (int start = 0; start < Side; start++)
            {
                int end = start;
                while (end < Side && LevelOf(Cells[row, end], largest) == level)
                    end++;
                if (end == start)
                    continue;
                path.Append($"M{NumberText.Coordinate(left + start * size)},{NumberText.Coordinate(top + row * size)}")
                    .Append($"H{NumberText.Coordinate(left + end * size)}V{NumberText.Coordinate(top + (row + 1) * size)}")
                    .Append($"H{NumberText.Coordinate(left + start * size)}Z");
                start = end - 1;
            }
        return path.ToString();
    }

    private static int LevelOf(double value, double largest) =>
        double.IsFinite(value) ? (int)Math.Round(Levels * Math.Clamp(value / largest, 0, 1)) : 0;

    // From nothing to the fullest colour, with the numbers at both ends and the mark between them.
    private double DrawScale(Markup svg, double top, double largest)
    {
        const double left = 14, swatch = 14, width = Swatches * swatch;
        svg.AppendLine($"""<text class="muted small" x="0" y="{top + 10}">0</text>""");
        for (int i = 0; i < Swatches; i++)
            svg.AppendLine($"""
                <g class="{Palette.ClassOf(0)}"><rect fill="currentColor" x="{left + i * swatch}" y="{top}" width="{swatch}" height="12" fill-opacity="{(i + 0.5) / Swatches}"/></g>
                """);
        svg.AppendLine($"""<text class="muted small" x="{left + width + 6}" y="{top + 10}">{NumberText.Short(largest)}   {Value.Label}</text>""");
        if (Mark is null || !(Mark.Value >= 0 && Mark.Value <= largest))
            return top + 12;
        double at = Math.Round(left + width * (largest > 0 ? Mark.Value / largest : 0)) + 0.5;
        svg.AppendLine($"""
            <path class="highlight" d="M{at},{top - 2}v16"/>
            <text class="muted tiny" x="{Math.Max(0, at - 3)}" y="{top + 24}">{Mark.Label}</text>
            """);
        return top + 26;
    }
}
