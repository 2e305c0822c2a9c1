using Cistron.Runs.Plots.Drawing;

namespace Cistron.Runs.Plots;

/// <summary>
/// What each substitution of a sequence does: a row for each letter, a column for each place. One colour raises, the other
/// lowers, the stronger the fuller; the letter that stands there has a dot.
/// </summary>
/// <param name="Title">What the picture is about.</param>
/// <param name="Effect">What the numbers measure.</param>
/// <param name="Sequence">The letters as they are, from left to right.</param>
/// <param name="Letters">The letters put in their place, from above.</param>
/// <param name="Effects">Numbers <c>(letters, places)</c>; not a number where there is none.</param>
public sealed record SubstitutionMap(string Title, Axis Effect, string Sequence, string Letters, double[,] Effects) : Chart(Title)
{
    private const double CellHeight = 17;
    private const double WidestColumn = 22;
    private const int Swatches = 7;

    // Blue and orange stay apart for every reader.
    private const int Lowers = 0, Raises = 1;

    /// <summary>The coordinate which the ruler gives to the first place; 0 by default.</summary>
    public int FirstPosition { get; init; }

    internal override double SmallestShare => 0.8;

    private int Rows => Math.Min(Letters.Length, Effects.GetLength(0));

    private int Places => Math.Min(Sequence.Length, Effects.GetLength(1));

    private bool IsAny => Enumerable.Range(0, Rows).Any(row => Enumerable.Range(0, Places).Any(place => double.IsFinite(Effects[row, place])));

    internal override double DrawBelow(Markup svg, double top)
    {
        const double left = 16;
        double largest = Largest(), column = Math.Min(WidestColumn, (Width - left) / Math.Max(1, Places)), y = DrawScale(svg, top + 6, largest) + 10;
        for (int row = 0; row < Rows; row++, y += CellHeight)
        {
            svg.AppendLine($"""<text class="code muted middle" x="6" y="{y + 12.5}">{Letters[row].ToString()}</text>""");
            for (int place = 0; place < Places; place++)
                DrawCell(svg, row, place, new(left + place * column, y, left + (place + 1) * column, y + CellHeight), largest);
        }
        for (int place = 0; place < Places; place++)
        {
            double x = left + (place + 0.5) * column;
            if (column >= 6)
                svg.AppendLine($"""<text class="code tiny middle" x="{x}" y="{y + 12}">{Sequence[place].ToString()}</text>""");
            string label = NumberText.Fixed((long)FirstPosition + place, 0);
            if (((long)FirstPosition + place) % 10 == 0)
                svg.AppendLine($"""<text class="muted tiny middle" x="{Math.Min(x, Width - TextMeasure.Width(label, 9.5) / 2)}" y="{y + 26}">{label}</text>""");
        }
        if (!IsAny)
            svg.AppendLine($"""<text class="muted" x="0" y="{y + 14}">no data</text>""");
        return y + 32;
    }

    internal override string Describe()
    {
        var (row, place) = (from r in Enumerable.Range(0, Rows)
                            from p in Enumerable.Range(0, Places)
                            orderby Size(r, p) descending
                            select (r, p)).FirstOrDefault();
        return $"{Effect.Label} of every substitution of {Places} places. " + (!IsAny || Size(row, place) == 0 ? "All are 0."
            : $"The strongest is {Sequence[place]} to {Letters[row]} at {NumberText.Fixed((long)FirstPosition + place, 0)}: {NumberText.Short(Effects[row, place])}.");
    }

    private double Size(int row, int place) => double.IsFinite(Effects[row, place]) ? Math.Abs(Effects[row, place]) : 0;

    private double Largest()
    {
        double largest = 0;
        for (int row = 0; row < Rows; row++)
            for (int place = 0; place < Places; place++)
                largest = Math.Max(largest, Size(row, place));
        return largest;
    }

    private void DrawCell(Markup svg, int row, int place, Box cell, double largest)
    {
        if (char.ToUpperInvariant(Letters[row]) == char.ToUpperInvariant(Sequence[place]))
        {
            svg.AppendLine($"""<circle class="heat" cx="{(cell.Left + cell.Right) / 2}" cy="{(cell.Top + cell.Bottom) / 2}" r="1.6"/>""");
            return;
        }
        double effect = Effects[row, place];
        if (!double.IsFinite(effect) || largest == 0)
            return;
        string words = $"{Sequence[place]}{(long)FirstPosition + place}{Letters[row]}: {NumberText.Short(effect)}";
        svg.AppendLine($"""<g class="{Palette.ClassOf(effect < 0 ? Lowers : Raises)}"><title>{words}</title>""");
        DrawSwatch(svg, cell, Math.Abs(effect) / largest);
        svg.AppendLine($"</g>");
    }

    private static void DrawSwatch(Markup svg, Box box, double share) => svg.AppendLine($"""
        <rect fill="currentColor" x="{box.Left}" y="{box.Top}" width="{box.Right - box.Left}" height="{box.Bottom - box.Top}" fill-opacity="{share}"/>
        """);

    // From the strongest that lowers to the strongest that raises, with the numbers at both ends.
    private double DrawScale(Markup svg, double top, double largest)
    {
        const double swatch = 16;
        string low = NumberText.Short(-largest), high = NumberText.Short(largest);
        double x = TextMeasure.Width(low, 11) + 6;
        svg.AppendLine($"""<text class="muted small" x="0" y="{top + 10}">{low}</text>""");
        for (int i = 0; i < Swatches; i++, x += swatch)
        {
            double value = 2.0 * i / (Swatches - 1) - 1;
            svg.AppendLine($"""<g class="{Palette.ClassOf(value < 0 ? Lowers : Raises)}">""");
            DrawSwatch(svg, new(x, top, x + swatch, top + 12), Math.Abs(value));
            svg.AppendLine($"</g>");
        }
        svg.AppendLine($"""<text class="muted small" x="{x + 6}" y="{top + 10}">{high}   {Effect.Label}</text>""");
        return top + 12;
    }
}
