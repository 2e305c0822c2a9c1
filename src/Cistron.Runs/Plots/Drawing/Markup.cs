using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Cistron.Runs.Plots.Drawing;

/// <summary>
/// SVG or HTML under construction, safe by construction: in <c>markup.AppendLine($"…")</c> the literal parts are markup
/// and the holes are data. A hole is always escaped, and a type that has no escaping rule does not compile.
/// </summary>
internal sealed class Markup
{
    private readonly StringBuilder _text = new();

    /// <summary>Appends a piece of markup. It takes interpolated strings only: a variable does not compile.</summary>
    public void Append(MarkupPiece piece) => _text.Append(piece.Text);

    /// <summary>Appends a piece of markup and ends the line.</summary>
    public void AppendLine(MarkupPiece piece) => _text.Append(piece.Text).Append('\n');

    /// <summary>The markup written so far.</summary>
    public override string ToString() => _text.ToString();
}

/// <summary>One interpolated string on its way into a <see cref="Markup"/>.</summary>
[InterpolatedStringHandler]
internal readonly struct MarkupPiece(int literalLength, int formattedCount)
{
    private const char Replacement = '\uFFFD';

    public StringBuilder Text { get; } = new(literalLength + 16 * formattedCount);

    public void AppendLiteral(string markup) => Text.Append(markup);

    /// <summary>Markup inside markup is kept as it is, less the line end behind it.</summary>
    public void AppendFormatted(Markup inner) => Text.Append(inner.ToString().AsSpan().TrimEnd('\n'));

    public void AppendFormatted(int number) => Text.Append(CultureInfo.InvariantCulture, $"{number}");

    /// <summary>A length or a coordinate, to a hundredth of a pixel.</summary>
    public void AppendFormatted(double number) => Text.Append(NumberText.Coordinate(number));

    /// <summary>
    /// Data as text content or as a quoted attribute. Characters that XML cannot carry, lone surrogates and marks that
    /// turn the reading direction become U+FFFD.
    /// </summary>
    public void AppendFormatted(string? data)
    {
        foreach (Rune rune in (data ?? "").EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '&': Text.Append("&amp;"); break;
                case '<': Text.Append("&lt;"); break;
                case '>': Text.Append("&gt;"); break;
                case '"': Text.Append("&quot;"); break;
                case '\'': Text.Append("&#39;"); break;
                default: Text.Append(IsHarmless(rune.Value) ? rune.ToString() : Replacement); break;
            }
        }
    }

    private static bool IsHarmless(int code) =>
        code is >= 0x20 and < 0x7F or '\t' or '\n' or '\r' or >= 0xA0
        && code is not (>= 0x202A and <= 0x202E or >= 0x2066 and <= 0x2069 or 0xFFFE or 0xFFFF);
}
