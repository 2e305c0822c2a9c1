using Cistron.Sequences.Inspection;
using Spectre.Console;

namespace Cistron.Cli.Results;

/// <summary>A histogram of block characters: a row for each range of values, with its count.</summary>
internal static class TextHistogram
{
    private const int MostRows = 12;
    private const int LongestBar = 40;
    private const string Eighths = "▏▎▍▌▋▊▉█";

    /// <summary>Writes it.</summary>
    /// <param name="title">What the values are.</param>
    /// <param name="values">The values.</param>
    /// <param name="range">Writes the range from its start to its end, which is not in it.</param>
    /// <param name="console">Where to.</param>
    public static void Write(string title, Distribution values, Func<double, double, string> range, IAnsiConsole console)
    {
        Histogram bins = values.Histogram.Trimmed().Joined(MostRows);
        long most = bins.Counts.Max();
        var grid = new Grid()
            .AddColumn(new GridColumn { NoWrap = true, Alignment = Justify.Right, Padding = new Padding(2, 0, 2, 0) })
            .AddColumn(new GridColumn { NoWrap = true, Padding = new Padding(0, 0, 2, 0) })
            .AddColumn(new GridColumn { NoWrap = true, Alignment = Justify.Right, Padding = new Padding(0, 0, 0, 0) });
        for (int bin = 0; bin < bins.Counts.Count; bin++)
            grid.AddRow(new Text(range(bins.Edges[bin], bins.Edges[bin + 1])), new Text(Bar(bins.Counts[bin], most)),
                new Text(NumberWords.Count(bins.Counts[bin])));
        console.WriteLine();
        console.WriteLine(title);
        console.Write(grid);
    }

    /// <summary>A bar in eighths of a block; a count that is not 0 has at least one.</summary>
    private static string Bar(long count, long most)
    {
        int eighths = (int)Math.Round(8.0 * LongestBar * count / most);
        if (eighths == 0 && count > 0)
            eighths = 1;
        return new string('█', eighths / 8) + (eighths % 8 > 0 ? $"{Eighths[eighths % 8 - 1]}" : "");
    }
}
