namespace Cistron.Runs.Plots.Drawing;

/// <summary>
/// Names written beside the right ends of lines. They move up or down a little to keep apart; where that is not enough
/// the plot needs a legend.
/// </summary>
internal static class EndLabels
{
    private const double Size = 12;
    private const double Swatch = 16;
    private const double Spacing = 15;
    private const double MostShift = 20;

    /// <summary>The room right of the frame that the labels need.</summary>
    public static double Width(IEnumerable<string> names) =>
        names.Select(name => TextMeasure.Width(name, Size)).DefaultIfEmpty().Max() + Swatch + 8;

    /// <summary>
    /// Heights at which labels of lines that end at <paramref name="ends"/> are apart from each other and inside
    /// [<paramref name="top"/>, <paramref name="bottom"/>]; null if one would have to move far from its line.
    /// </summary>
    public static double[]? Place(IReadOnlyList<double> ends, double top, double bottom)
    {
        int[] order = [.. Enumerable.Range(0, ends.Count).OrderBy(i => ends[i])];
        double[] places = [.. ends];
        double free = top;
        foreach (int i in order)
        {
            places[i] = Math.Max(places[i], free);
            free = places[i] + Spacing;
        }
        free = bottom;
        foreach (int i in order.Reverse())
        {
            places[i] = Math.Min(places[i], free);
            free = places[i] - Spacing;
        }
        bool near = places.Zip(ends).All(pair => Math.Abs(pair.First - pair.Second) <= MostShift);
        return near && (places.Length == 0 || places.Min() >= top) ? places : null;
    }

    /// <summary>Draws one label, led by a stroke of its line's colour.</summary>
    public static void Draw(Markup svg, string name, int series, double x, double y) => svg.AppendLine($"""
        <g class="{Palette.ClassOf(series)}"><path class="line" d="M{x + 5},{y}h7"/></g>
        <text x="{x + Swatch}" y="{y + 4}">{name}</text>
        """);
}
