using Cistron.Runs.Plots.Drawing;

namespace Cistron.Runs.Plots;

/// <summary>
/// Numbers and labels that make a picture. Labels may be any text. Nothing a chart is given can make it fail: what has
/// no place in the picture is left out, and a chart with nothing to show says so.
/// </summary>
public abstract record Chart(string Title)
{
    /// <summary>What the picture shows, in words, for those who do not see it; by default made from the data.</summary>
    public string Description { get; init; } = "";

    /// <summary>
    /// The natural width in pixels, at least 320: 480 stands in a column of a report, 960 over its whole width.
    /// </summary>
    public double Width { get; init; } = 480;

    /// <summary>Draws the chart.</summary>
    public Plot Draw()
    {
        Markup svg = new();
        Chart chart = this with { Width = Math.Clamp(Width, 320, 4000) };
        double top = Heading.Draw(svg, Title, chart.Width);
        double height = chart.DrawBelow(svg, top);
        string description = Description.Length > 0 ? Description : Describe();
        return new Plot(Title, description, chart.Width, height, chart.Width * SmallestShare, svg);
    }

    /// <summary>
    /// The share of its natural width below which the picture cannot be read, so that a page must scroll it.
    /// </summary>
    internal virtual double SmallestShare => 0.62;

    /// <summary>Draws everything under the title and returns the height of the picture.</summary>
    internal abstract double DrawBelow(Markup svg, double top);

    /// <summary>The data in one or two sentences.</summary>
    internal abstract string Describe();
}
