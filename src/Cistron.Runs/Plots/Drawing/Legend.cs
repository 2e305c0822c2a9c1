namespace Cistron.Runs.Plots.Drawing;

/// <summary>What each colour stands for, where it cannot be written beside the data.</summary>
internal static class Legend
{
    private const double Size = 12;
    private const double Swatch = 22;
    private const double RowHeight = 18;

    /// <summary>Draws the names in rows over the whole width and returns where the next thing may begin.</summary>
    public static double DrawRows(Markup svg, IReadOnlyList<string> names, double top, double width) =>
        DrawRows(svg, names, top, width, DrawEntry);

    /// <summary>The same for groups of points, each with the classes of its colour.</summary>
    public static double DrawDots(
        Markup svg, IReadOnlyList<string> names, Func<int, string> classOf, double top, double width) =>
        DrawRows(svg, names, top, width, (svg, name, group, x, y) => svg.AppendLine($"""
            <g class="{classOf(group)}"><circle class="point" cx="{x + 8}" cy="{y - 4}" r="4"/></g>
            <text x="{x + Swatch}" y="{y}">{name}</text>
            """));

    private static double DrawRows(Markup svg, IReadOnlyList<string> names, double top, double width,
        Action<Markup, string, int, double, double> drawEntry)
    {
        double x = 0, y = top + 14;
        for (int i = 0; i < names.Count; i++)
        {
            string name = TextMeasure.Fit(names[i], Size, width - Swatch);
            double length = Swatch + TextMeasure.Width(name, Size);
            if (x > 0 && x + length > width)
                (x, y) = (0, y + RowHeight);
            drawEntry(svg, name, i, x, y);
            x += length + 14;
        }
        return names.Count == 0 ? top : y + 6;
    }

    /// <summary>
    /// Draws the names below each other, each with its note, and returns where the next thing may begin.
    /// </summary>
    public static double DrawColumn(Markup svg, IReadOnlyList<(string Name, string Note)> entries, Box box)
    {
        double y = box.Top + 10, width = box.Right - box.Left - Swatch;
        for (int i = 0; i < entries.Count; i++)
        {
            (string name, string note) = entries[i];
            IReadOnlyList<string> lines = TextMeasure.Wrap(name, Size, width, 3);
            DrawEntry(svg, lines[0], i, box.Left, y);
            foreach (string line in lines.Skip(1))
                svg.AppendLine($"""<text x="{box.Left + Swatch}" y="{y += 15}">{line}</text>""");
            foreach (string line in note.Length == 0 ? [] : TextMeasure.Wrap(note, 11, width, 2))
                svg.AppendLine($"""<text class="muted small" x="{box.Left + Swatch}" y="{y += 14}">{line}</text>""");
            y += 22;
        }
        return y;
    }

    private static void DrawEntry(Markup svg, string name, int series, double x, double y) => svg.AppendLine($"""
        <g class="{Palette.ClassOf(series)}"><path class="line" d="M{x + 1},{y - 4}h14"/></g>
        <text x="{x + Swatch}" y="{y}">{name}</text>
        """);
}
