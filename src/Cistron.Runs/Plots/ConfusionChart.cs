using Cistron.Runs.Plots.Drawing;

namespace Cistron.Runs.Plots;

/// <summary>
/// How often each true class (row) was predicted as each class (column): counts, and the share of the row by colour and
/// in percent. Wide enough cells show both numbers, narrow ones the percent; every cell has both as its tooltip.
/// Classes without counts are left out, and the reverse.
/// </summary>
/// <param name="Title">What the picture is about.</param>
/// <param name="Classes">The names of the classes, k of them, in the order of rows and columns.</param>
/// <param name="Counts">Counts <c>(k, k)</c>: first index the true class, second the predicted one.</param>
public sealed record ConfusionChart(string Title, IReadOnlyList<string> Classes, long[,] Counts) : Chart(Title)
{
    private const double WidestCell = 112;
    private const double HighestCell = 52;
    private const double NameSize = 12;
    private const double LongestTilted = 92;

    private int Size => Math.Min(Classes.Count, Math.Min(Counts.GetLength(0), Counts.GetLength(1)));

    internal override double DrawBelow(Markup svg, double top)
    {
        int k = Size;
        double longest = Classes.Select(name => TextMeasure.Width(name, NameSize)).DefaultIfEmpty().Max();
        double names = Math.Clamp(longest, TextMeasure.Width("true", NameSize), 0.24 * Width);
        double left = names + 12;
        double width = Math.Min(WidestCell, (Width - left) / Math.Max(k, 1));
        bool tilts = longest > width - 6;
        double tilted = Math.Min(longest, LongestTilted) * Math.Sqrt(0.5);
        // The tilted name of the last column reaches beyond the matrix.
        if (tilts)
            width = Math.Min(WidestCell, (Width - left - tilted - 6) / Math.Max(k, 1));
        double height = Math.Min(width, HighestCell), y = top + (tilts ? tilted + 34 : 38);

        svg.AppendLine($"""
            <text class="muted" x="0" y="{y - 8}">true</text>
            <text class="muted" x="{left}" y="{top + 14}">predicted</text>
            """);
        for (int i = 0; i < k; i++)
        {
            DrawColumnName(svg, Classes[i], left + (i + 0.5) * width, y - 8, width, tilts);
            string name = TextMeasure.Fit(Classes[i], NameSize, names);
            svg.AppendLine($"""<text class="end" x="{left - 8}" y="{y + (i + 0.5) * height + 4}">{name}</text>""");
        }
        for (int row = 0; row < k; row++)
            DrawRow(svg, row, k, new(left, y + row * height, left + width, y + (row + 1) * height));
        if (k == 0)
            svg.AppendLine($"""<text class="muted" x="{left}" y="{y + 14}">no data</text>""");
        return y + Math.Max(k * height, 24) + 4;
    }

    internal override string Describe() => "Confusion matrix; rows are true classes, columns predicted ones. "
        + string.Join(" ", Enumerable.Range(0, Size).Select(row => $"{Classes[row]}: {CountsOf(row)}."));

    private string CountsOf(int row) =>
        string.Join(", ", Enumerable.Range(0, Size).Select(column => NumberText.Count(Counts[row, column])));

    private static void DrawColumnName(Markup svg, string name, double x, double y, double width, bool tilts)
    {
        string fitted = TextMeasure.Fit(name, NameSize, tilts ? LongestTilted : width);
        if (tilts)
            svg.AppendLine($"""<text transform="translate({x + 4} {y}) rotate(-45)">{fitted}</text>""");
        else
            svg.AppendLine($"""<text class="middle" x="{x}" y="{y}">{fitted}</text>""");
    }

    private void DrawRow(Markup svg, int row, int k, Box cell)
    {
        double total = Enumerable.Range(0, k).Sum(column => (double)Counts[row, column]);
        double width = cell.Right - cell.Left, height = cell.Bottom - cell.Top;
        for (int column = 0; column < k; column++)
        {
            double share = total > 0 ? Math.Clamp(Counts[row, column] / total, 0, 1) : 0;
            double x = cell.Left + column * width;
            string count = NumberText.Count(Counts[row, column]), percent = NumberText.Fixed(100 * share, 0);
            svg.AppendLine($"""
                <g><title>{Classes[row]} predicted as {Classes[column]}: {count} ({percent} %)</title>
                <rect class="heat" x="{x}" y="{cell.Top}" width="{width}" height="{height}" fill-opacity="{share}"/>
                <rect class="cell" x="{x}" y="{cell.Top}" width="{width}" height="{height}"/>
                """);
            DrawNumbers(svg, count, percent, x + width / 2, cell.Top + height / 2, width);
            svg.AppendLine($"</g>");
        }
    }

    private static void DrawNumbers(Markup svg, string count, string percent, double x, double y, double width)
    {
        if (width >= 44 && TextMeasure.Width(count, 13) <= width - 4)
        {
            svg.AppendLine($"""
                <text class="strong middle" x="{x}" y="{y - 1}">{count}</text>
                <text class="small middle" x="{x}" y="{y + 14}">{percent}%</text>
                """);
        }
        else if (percent != "0")
        {
            (string size, string unit) = width >= 30 ? ("small", "%") : ("tiny", "");
            svg.AppendLine($"""<text class="{size} middle" x="{x}" y="{y + 4}">{percent}{unit}</text>""");
        }
    }
}
