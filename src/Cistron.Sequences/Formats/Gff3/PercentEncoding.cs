using System.Buffers;
using System.Globalization;
using System.Text;

namespace Cistron.Sequences.Formats.Gff3;

/// <summary>GFF3's escapes: <c>%</c> and two hexadecimal digits for a byte of UTF-8 (RFC 3986, section 2.1).</summary>
internal static class PercentEncoding
{
    /// <summary>
    /// Undoes the escapes. A <c>%</c> that no two hexadecimal digits follow stands for itself, as in
    /// <c>97% identity</c>.
    /// </summary>
    public static string Decode(ReadOnlySpan<byte> text)
    {
        if (!text.Contains((byte)'%'))
            return Encoding.UTF8.GetString(text);
        byte[] rented = ArrayPool<byte>.Shared.Rent(text.Length);
        int length = 0;
        for (int i = 0; i < text.Length; i++)
        {
            bool isEscape = text[i] == (byte)'%' && i + 2 < text.Length
                && byte.TryParse(text.Slice(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture,
                    out rented[length]);
            if (isEscape)
                i += 2;
            else
                rented[length] = text[i];
            length++;
        }
        string decoded = Encoding.UTF8.GetString(rented, 0, length);
        ArrayPool<byte>.Shared.Return(rented);
        return decoded;
    }

    /// <summary>
    /// Appends a text with control characters, <c>%</c> and the <paramref name="reserved"/> characters escaped.
    /// </summary>
    public static void Append(StringBuilder line, string text, ReadOnlySpan<char> reserved)
    {
        foreach (char letter in text)
        {
            if (letter is < ' ' or '\u007f' or '%' || reserved.Contains(letter))
                line.Append(CultureInfo.InvariantCulture, $"%{(int)letter:X2}");
            else
                line.Append(letter);
        }
    }
}
