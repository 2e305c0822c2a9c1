namespace Cistron.Runs.Plots.Drawing;

/// <summary>What each colour stands for, where it cannot be written beside the data.</summary>
internal static class Legend
{
    private const double Size = 12;
    private const double Swatch = 22;
    private const double RowHeight = 18;

    /// <summary>Draws the names in rows over the whole width and returns where the next thing may begin.</summary>
    public static double DrawRows(Markup svg, IReadOnlyList<string> names, double top, double width) =>
        DrawRows(svg, [.. names.Select((name, i) => (name, Palette.ClassOf(i)))], top, width);

    /// <summary>Draws names with the classes of their colours, likewise.</summary>
    public static double DrawRows(Markup svg, IReadOnlyList<(string Name, string Colour)> entries, double top, double width) =>
        DrawRows(svg, entries, top, width, DrawEntry);

    /// <summary>The same for groups of points.</summary>
    public static double DrawDots(Markup svg, IReadOnlyList<(string Name, string Colour)> entries, double top, double width) =>
        DrawRows(svg, entries, top, width, (svg, name, colour, x, y) => svg.AppendLine($"""
            <g class="{colour}"><circle class="point" cx="{x + 8}" cy="{y - 4}" r="4"/></g>
            <text x="{x + Swatch}" y="{y}">{name}</text>
            """));

    private static double DrawRows(Markup svg, IReadOnlyList<(string Name, string Colour)> entries, double top, double width,
        Action<Markup, string, string, double, double> drawEntry)
    {
        double x = 0, y = top + 14;
        foreach ((string full, string colour) in entries)
        {
            string name = TextMeasure.Fit(full, Size, width - Swatch);
            double length = Swatch + TextMeasure.Width(name, Size);
            if (x > 0 && x + length > width)
                (x, y) = (0, y + RowHeight);
            drawEntry(svg, name, colour, x, y);
            x += length + 14;
        }
        return entries.Count == 0 ? top : y + 6;
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
            DrawEntry(svg, lines[0], Palette.ClassOf(i), box.Left, y);
            foreach (string line in lines.Skip(1))
                svg.AppendLine($"""<text x="{box.Left + Swatch}" y="{y += 15}">{line}</text>""");
            foreach (string line in note.Length == 0 ? [] : TextMeasure.Wrap(note, 11, width, 2))
                svg.AppendLine($"""<text class="muted small" x="{box.Left + Swatch}" y="{y += 14}">{line}</text>""");
            y += 22;
        }
        return y;
    }

    private static void DrawEntry(Markup svg, string name, string colour, double x, double y) => svg.AppendLine($"""
        <g class="{colour}"><path class="line" d="M{x + 1},{y - 4}h14"/></g>
        <text x="{x + Swatch}" y="{y}">{name}</text>
        """);
}
