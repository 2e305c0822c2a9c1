using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Cistron.Runs.Recipes;

/// <summary>How single values are spelled in the YAML that we write.</summary>
internal static partial class YamlWord
{
    /// <summary>
    /// A text: bare when no reader of YAML could take it for something else, else in double quotes, on one line.
    /// </summary>
    public static string OfText(string text)
    {
        if (BareWord().IsMatch(text) && !SpecialWord().IsMatch(text))
            return text;
        var quoted = new StringBuilder("\"");
        foreach (char letter in text)
        {
            _ = letter switch
            {
                '"' or '\\' => quoted.Append('\\').Append(letter),
                '\n' => quoted.Append("\\n"),
                '\t' => quoted.Append("\\t"),
                _ when MustEscape(letter) => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:X4}"),
                _ => quoted.Append(letter),
            };
        }
        return quoted.Append('"').ToString();
    }

    /// <summary>A number in the fewest digits that read back as the same number.</summary>
    public static string OfNumber(double number) =>
        number.ToString("R", CultureInfo.InvariantCulture).ToLowerInvariant();

    // Control characters are not YAML, and line separators and the byte order mark would not survive the reader.
    private static bool MustEscape(char letter) => char.GetUnicodeCategory(letter) is
        UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    [GeneratedRegex(@"\A(\.{0,2}/|[A-Za-z_])[A-Za-z0-9_./+-]*\z")]
    private static partial Regex BareWord();

    [GeneratedRegex(@"\A(?i:null|true|false|yes|no|on|off|y|n)\z", RegexOptions.CultureInvariant)]
    private static partial Regex SpecialWord();
}
