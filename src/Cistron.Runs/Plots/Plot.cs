using Cistron.Runs.Plots.Drawing;

namespace Cistron.Runs.Plots;

/// <summary>
/// A finished picture: an SVG without scripts, fonts or links, which scales to any width and carries a title and a
/// description for those who do not see it.
/// </summary>
public sealed class Plot
{
    private const double Margin = 14;
    private readonly double _narrowest;
    private readonly Markup _marks;

    internal Plot(string title, string description, double width, double height, double narrowest, Markup marks)
    {
        Title = title;
        Description = description;
        Width = width;
        Height = height;
        _narrowest = narrowest;
        _marks = marks;
    }

    /// <summary>What the picture is about.</summary>
    public string Title { get; }

    /// <summary>What the picture shows, in words.</summary>
    public string Description { get; }

    /// <summary>The natural width in pixels, at which its text has the size of ordinary text.</summary>
    public double Width { get; }

    /// <summary>The natural height in pixels.</summary>
    public double Height { get; }

    /// <summary>
    /// The text of an .svg file. It follows the reader's preference for light or dark; pasted into a page that sets the
    /// same custom properties (<c>--paper</c>, <c>--ink</c>, …) it takes that page's colours instead.
    /// </summary>
    public string ToSvg()
    {
        double width = Width + 2 * Margin, height = Height + 2 * Margin;
        Markup svg = new();
        svg.AppendLine($"""
            <svg xmlns="http://www.w3.org/2000/svg" class="plot" role="img"
             width="{width}" height="{height}" viewBox="{-Margin} {-Margin} {width} {height}">
            <title>{Title}</title>
            <desc>{Description}</desc>
            <style>
            {PlotStyle.Standalone}
            </style>
            {_marks}
            </svg>
            """);
        return svg.ToString();
    }

    /// <summary>The picture inside a page that carries <see cref="PlotStyle.Rules"/> and the colours.</summary>
    internal Markup ToInline()
    {
        Markup svg = new();
        svg.AppendLine($"""
            <svg class="plot" role="img" viewBox="0 0 {Width} {Height}"
             style="min-width:{_narrowest}px;max-width:{Width * 1.25}px">
            <title>{Title}</title>
            <desc>{Description}</desc>
            {_marks}
            </svg>
            """);
        return svg;
    }
}
