using System.Globalization;
using System.Text;

namespace Cistron.Runs.Plots.Drawing;

/// <summary>The outlines of the letters of bases, so that a letter fills any box whatever fonts a reader has.</summary>
internal static class Glyphs
{
    // In a box of 1 × 1, y downwards: M and L with points, C with two handles and a point.
    private static readonly Dictionary<char, string[]> Outlines = new()
    {
        ['A'] = Parse("M 0 1 L .39 0 .61 0 1 1 .78 1 .69 .76 .31 .76 .22 1 Z M .36 .6 L .64 .6 .5 .19 Z"),
        ['C'] = Parse("M .98 .33 C .93 .11 .76 0 .52 0 C .2 0 .02 .2 .02 .5 C .02 .8 .2 1 .52 1 C .76 1 .93 .89 .98 .67 L .76 .62 "
            + "C .73 .76 .65 .83 .52 .83 C .34 .83 .25 .7 .25 .5 C .25 .3 .34 .17 .52 .17 C .65 .17 .73 .24 .76 .38 Z"),
        ['G'] = Parse("M .96 .3 C .91 .11 .75 0 .52 0 C .2 0 .02 .2 .02 .5 C .02 .8 .2 1 .53 1 C .72 1 .88 .93 .98 .83 L .98 .45 .53 .45 "
            + ".53 .61 .77 .61 .77 .74 C .71 .8 .63 .83 .54 .83 C .35 .83 .25 .7 .25 .5 C .25 .3 .34 .17 .52 .17 C .65 .17 .72 .23 .75 .34 Z"),
        ['T'] = Parse("M 0 0 L 1 0 1 .18 .61 .18 .61 1 .39 1 .39 .18 0 .18 Z"),
        ['U'] = Parse("M .03 0 L .25 0 .25 .6 C .25 .76 .33 .83 .5 .83 C .67 .83 .75 .76 .75 .6 L .75 0 .97 0 .97 .6 "
            + "C .97 .87 .8 1 .5 1 C .2 1 .03 .87 .03 .6 Z"),
        ['N'] = Parse("M 0 1 L 0 0 .23 0 .77 .66 .77 0 1 0 1 1 .77 1 .23 .34 .23 1 Z"),
    };

    /// <summary>Appends a letter that fills a box to a path; one that is no base is drawn as N.</summary>
    public static void Append(StringBuilder path, char letter, Box box)
    {
        bool isX = true;
        foreach (string part in Outlines.GetValueOrDefault(char.ToUpperInvariant(letter), Outlines['N']))
        {
            if (char.IsAsciiLetter(part[0]))
            {
                path.Append(part);
                continue;
            }
            double share = double.Parse(part, CultureInfo.InvariantCulture);
            path.Append(NumberText.Coordinate(isX ? box.Left + share * (box.Right - box.Left) : box.Top + share * (box.Bottom - box.Top)))
                .Append(isX ? ',' : ' ');
            isX = !isX;
        }
    }

    private static string[] Parse(string outline) => outline.Split(' ');
}
