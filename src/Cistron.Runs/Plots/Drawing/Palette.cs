using System.Text;

namespace Cistron.Runs.Plots.Drawing;

/// <summary>One colour of the project: its CSS custom property and its value on light and on dark paper.</summary>
internal readonly record struct Colour(string Name, string Light, string Dark)
{
    /// <summary>
    /// The colour in a style sheet; programs that know no custom properties read the first of the two.
    /// </summary>
    public string Declare(string property) => $"{property}:{Light};{property}:var(--{Name},{Light})";
}

/// <summary>
/// The colours of plots and pages. Series colours keep the hues of Okabe and Ito ("Color Universal Design", 2008),
/// moved in lightness and hue until every two stay apart for readers with protanopia, deuteranopia and tritanopia on
/// either paper, and each has a contrast of at least 3 with the paper.
/// </summary>
internal static class Palette
{
    public static Colour Paper { get; } = new("paper", "#ffffff", "#14171b");

    public static Colour Ink { get; } = new("ink", "#1b1f24", "#e6e9ec");

    public static Colour Muted { get; } = new("muted", "#5a636e", "#a0a9b3");

    public static Colour Rule { get; } = new("rule", "#8c959f", "#6b747e");

    public static Colour Grid { get; } = new("grid", "#e6e9ed", "#2a2f36");

    /// <summary>The full colour of a heat map; ink on it stays readable.</summary>
    public static Colour Heat { get; } = new("heat", "#5ba8dc", "#1f659c");

    /// <summary>The colours of data series, in order of use.</summary>
    public static IReadOnlyList<Colour> Series { get; } =
    [
        new("series-1", "#0f6cbf", "#6093d3"),
        new("series-2", "#d3600b", "#f2822b"),
        new("series-3", "#22a37e", "#29c08f"),
        new("series-4", "#9f3883", "#eaaadf"),
        new("series-5", "#6b5200", "#e4dd70"),
    ];

    /// <summary>
    /// Colours of groups that have an order, from the least to the most: from a dark blue through a dull violet to a bright
    /// orange, each lighter than the one before it, so that the order holds for every reader and on grey paper.
    /// </summary>
    public static IReadOnlyList<Colour> Ordered { get; } =
    [
        new("ordered-1", "#002d9c", "#3a6dda"),
        new("ordered-2", "#3d4e8c", "#738ac5"),
        new("ordered-3", "#736277", "#a9a2ab"),
        new("ordered-4", "#a97059", "#dfb588"),
        new("ordered-5", "#dc7706", "#ffc249"),
    ];

    /// <summary>The class of one of several groups that have an order; more than there are colours share them.</summary>
    public static string ClassOfOrdered(int index, int count) =>
        $"o{1 + (int)Math.Round((Ordered.Count - 1) * (count > 1 ? (double)index / (count - 1) : 0.5))}";

    /// <summary>The classes of the series at an index: colours repeat with another dash pattern.</summary>
    public static string ClassOf(int index) =>
        $"s{index % Series.Count + 1}" + (index / Series.Count % 3) switch { 0 => "", 1 => " dashed", _ => " dotted" };

    /// <summary>The declarations that set all colours for light paper, and for dark paper.</summary>
    public static (string Light, string Dark) Properties(IEnumerable<Colour> colours)
    {
        StringBuilder light = new(), dark = new();
        foreach (Colour colour in colours)
        {
            light.Append($"--{colour.Name}:{colour.Light};");
            dark.Append($"--{colour.Name}:{colour.Dark};");
        }
        return (light.ToString(), dark.ToString());
    }

    /// <summary>All colours that a plot uses.</summary>
    public static IEnumerable<Colour> All => [Paper, Ink, Muted, Rule, Grid, Heat, .. Series, .. Ordered];
}
