using System.Text;
using Cistron.Runs.Plots.Drawing;

namespace Cistron.Runs.Plots;

/// <summary>A stretch of a sequence, 0-based and half-open, with a word on what it is.</summary>
public readonly record struct Highlight(int Start, int End, string Label);

/// <summary>A sequence as text with its name and its score as it is to be read.</summary>
public sealed record StripRow(string Name, string Sequence, string Score)
{
    /// <summary>Stretches to mark; whatever lies outside the sequence is left out.</summary>
    public IReadOnlyList<Highlight> Highlights { get; init; } = [];
}

/// <summary>
/// Sequences below each other, a coloured symbol for each base, such as the windows with the highest scores. Every
/// symbol has its own place, so that rows align whatever the reader's font. Long sequences continue in further lines;
/// of very long ones the first 2,000 bases are drawn, which the picture says.
/// </summary>
public sealed record SequenceStrip(string Title, params IReadOnlyList<StripRow> Rows) : Chart(Title)
{
    private const double NarrowestBase = 6.2;
    private const double WidestBase = 9;
    private const int MostBases = 2000;
    private const int CellHeight = 17;

    /// <summary>The symbols of each series colour, in the order of the colours.</summary>
    private static readonly string[] Symbols = ["Cc", "Gg", "Aa", "TtUu"];

    /// <summary>
    /// The coordinate which the ruler gives to the first base; 0 by default, negative before an anchor.
    /// </summary>
    public int FirstPosition { get; init; }

    internal override double SmallestShare => 0.95;

    internal override double DrawBelow(Markup svg, double top)
    {
        int longest = Math.Min(MostBases, Rows.Select(row => row.Sequence.Length).DefaultIfEmpty().Max());
        double advance = Math.Clamp(Width / Math.Max(longest, 1), NarrowestBase, WidestBase);
        int perLine = Math.Max(10, (int)(Width / advance + 1e-9) / 10 * 10);
        bool wraps = longest > perLine;
        double y = top + 4;
        if (!wraps && longest > 0)
            DrawRuler(svg, 0, longest, y += 12, advance);
        foreach (StripRow row in Rows)
        {
            y = DrawName(svg, row, y + 22);
            int length = Math.Min(row.Sequence.Length, MostBases);
            for (int start = 0; start < length; start += perLine)
            {
                int end = Math.Min(length, start + perLine);
                if (wraps)
                    DrawRuler(svg, start, end, y += 16, advance);
                DrawBases(svg, row, start, end, y + 6, advance);
                y += 6 + CellHeight;
            }
        }
        if (Rows.Count == 0)
            svg.AppendLine($"""<text class="muted" x="0" y="{y += 16}">no data</text>""");
        return y + 8;
    }

    internal override string Describe() =>
        "Sequences with their scores. " + string.Join(" ", Rows.Select(row => $"{row.Name}: {row.Score}."));

    private double DrawName(Markup svg, StripRow row, double y)
    {
        double width = Math.Max(60, Width - TextMeasure.Width(row.Score, 12) - 16);
        string cut = row.Sequence.Length <= MostBases ? ""
            : $" (first {NumberText.Count(MostBases)} of {NumberText.Count(row.Sequence.Length)})";
        svg.AppendLine($"""
            <text class="strong" x="0" y="{y}">{TextMeasure.Fit(row.Name + cut, 12.5, width)}</text>
            <text class="end" x="{Width}" y="{y}">{row.Score}</text>
            """);
        return y;
    }

    private void DrawRuler(Markup svg, int start, int end, double y, double advance)
    {
        for (int i = start; i < end; i++)
        {
            long position = (long)FirstPosition + i;
            if (position % 10 != 0)
                continue;
            string label = NumberText.Fixed(position, 0);
            double x = Math.Max((i - start + 0.5) * advance, TextMeasure.Width(label, 9.5) / 2);
            svg.AppendLine($"""<text class="muted tiny middle" x="{x}" y="{y}">{label}</text>""");
        }
    }

    private static void DrawBases(Markup svg, StripRow row, int start, int end, double top, double advance)
    {
        ReadOnlySpan<char> bases = row.Sequence.AsSpan(start, end - start);
        for (int i = 0; i < Symbols.Length; i++)
        {
            string cells = Cells(bases, Symbols[i], top, advance);
            if (cells.Length > 0)
                svg.AppendLine($"""<path class="s{i + 1} base" d="{cells}"/>""");
        }
        foreach (Highlight highlight in row.Highlights)
        {
            int first = Math.Max(start, highlight.Start) - start, last = Math.Min(end, highlight.End) - start;
            DrawHighlight(svg, highlight.Label, new(first * advance, top - 1, last * advance, top + CellHeight + 1));
        }
        // Programs that place only the first symbol still come close: monospaced fonts advance by about 0.6 em.
        double size = Math.Min(13, advance / 0.6), left = (advance - 0.6 * size) / 2;
        string places = string.Join(
            ' ', Enumerable.Range(0, bases.Length).Select(i => NumberText.Coordinate(left + i * advance)));
        svg.AppendLine($"""
            <text class="code" font-size="{size}" x="{places}" y="{top + 12.5}">{bases.ToString()}</text>
            """);
    }

    private static void DrawHighlight(Markup svg, string label, Box box)
    {
        double width = box.Right - box.Left, height = box.Bottom - box.Top;
        if (width <= 0)
            return;
        svg.AppendLine($"""
            <g><title>{label}</title>
            <rect class="highlight" x="{box.Left}" y="{box.Top}" width="{width}" height="{height}" rx="2"/></g>
            """);
    }

    /// <summary>One path with a rectangle under each run of a symbol, in either case.</summary>
    private static string Cells(ReadOnlySpan<char> bases, string symbols, double top, double advance)
    {
        StringBuilder path = new();
        for (int start = 0; start < bases.Length; start++)
        {
            int end = start;
            while (end < bases.Length && symbols.Contains(bases[end]))
                end++;
            if (end == start)
                continue;
            string width = NumberText.Coordinate((end - start) * advance);
            path.Append($"M{NumberText.Coordinate(start * advance)},{NumberText.Coordinate(top)}")
                .Append($"h{width}v{CellHeight}h-{width}z");
            start = end;
        }
        return path.ToString();
    }
}
