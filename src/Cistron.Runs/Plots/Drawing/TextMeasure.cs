using System.Text;

namespace Cistron.Runs.Plots.Drawing;

/// <summary>
/// How wide text will be, roughly: no font is at hand when a picture is drawn, and the reader's font is unknown. The
/// widths are those of a broad system font, so that real text stays within what was reserved for it.
/// </summary>
internal static class TextMeasure
{
    private const string Ellipsis = "…";

    /// <summary>An upper estimate of a text's width in pixels at a font size in pixels.</summary>
    public static double Width(string text, double size)
    {
        double ems = 0;
        foreach (Rune rune in text.EnumerateRunes())
            ems += Ems(rune);
        return ems * size;
    }

    /// <summary>The text itself, or its beginning and "…" where it would be wider than allowed.</summary>
    public static string Fit(string text, double size, double width)
    {
        if (Width(text, size) <= width)
            return text;
        StringBuilder start = new();
        double left = width - Width(Ellipsis, size);
        foreach (Rune rune in text.EnumerateRunes())
        {
            left -= Ems(rune) * size;
            if (left < 0)
                break;
            start.Append(rune);
        }
        return start.ToString().TrimEnd() + Ellipsis;
    }

    /// <summary>
    /// The text in at most <paramref name="lines"/> lines, broken at spaces that may break; what does not fit is cut by
    /// "…".
    /// </summary>
    public static IReadOnlyList<string> Wrap(string text, double size, double width, int lines)
    {
        List<string> done = [];
        string line = "";
        string[] words = text.Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        for (int i = 0; i < words.Length; i++)
        {
            string longer = line.Length == 0 ? words[i] : line + " " + words[i];
            if (line.Length == 0 || Width(longer, size) <= width)
            {
                line = longer;
            }
            else if (done.Count == lines - 1)
            {
                line = string.Join(' ', words[i..].Prepend(line));
                break;
            }
            else
            {
                done.Add(Fit(line, size, width));
                line = words[i];
            }
        }
        return [.. done, Fit(line, size, width)];
    }

    private static double Ems(Rune rune) => rune.Value switch
    {
        'i' or 'j' or 'l' or '.' or ',' or ':' or ';' or '\'' or '|' or '!' or ' ' or 'I' => 0.34,
        'f' or 'r' or 't' or '(' or ')' or '[' or ']' or '/' or '-' => 0.42,
        'm' or 'w' or 'M' or 'W' or '%' or '@' or '…' or '—' => 0.96,
        >= 'A' and <= 'Z' => 0.7,
        >= 0x300 and <= 0x36F => 0,
        >= 0x2E80 => 1,
        _ => 0.62,
    };
}
