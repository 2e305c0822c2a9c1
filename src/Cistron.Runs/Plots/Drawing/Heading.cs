namespace Cistron.Runs.Plots.Drawing;

/// <summary>The title of a plot.</summary>
internal static class Heading
{
    private const double LineHeight = 18;

    /// <summary>Draws the title over at most two lines and returns where the next thing may begin.</summary>
    public static double Draw(Markup svg, string title, double width)
    {
        double y = 15;
        foreach (string line in TextMeasure.Wrap(title, 14.5, width, 2))
        {
            svg.AppendLine($"""<text class="title" x="0" y="{y}">{line}</text>""");
            y += LineHeight;
        }
        return y - LineHeight + 8;
    }
}
