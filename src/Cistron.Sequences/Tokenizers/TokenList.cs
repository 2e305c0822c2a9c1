using System.Text;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Formats.Numpy;

namespace Cistron.Sequences.Tokenizers;

/// <summary>
/// The tokens of another software's vocabulary in the order of their ids: a text with one token a line, or an array of
/// strings that NumPy saved. The content decides, not the name.
/// </summary>
public static class TokenList
{
    // More than any vocabulary and any token has; a hostile file must not fill the memory.
    private const int MostTokens = 1 << 21;
    private const int LongestLine = 256;

    /// <summary>Reads the list; a token may stand twice.</summary>
    /// <exception cref="InputException">The file cannot be read, has no tokens or too many, or a line is empty.</exception>
    public static IReadOnlyList<string> Read(string path) =>
        path != TextSource.StandardInput && NumpyStrings.IsArray(path) ? NumpyStrings.Read(path) : ReadLines(path);

    private static List<string> ReadLines(string path)
    {
        using TextLines lines = TextLines.Open(path, LongestLine);
        var tokens = new List<string>();
        while (lines.Next(out ReadOnlySpan<byte> line))
        {
            if (line.IsEmpty)
                throw lines.Fault("the line is empty", "one token a line was expected, in the order of the ids", "remove the line");
            if (tokens.Count == MostTokens)
                throw lines.Fault($"there are more than {MostTokens:N0} tokens", "a vocabulary was expected", "check that this is the right file");
            tokens.Add(Encoding.UTF8.GetString(line));
        }
        return tokens.Count > 0
            ? tokens
            : throw new InputException(lines.File, null, "the file is empty", "one token a line was expected",
                "give the vocabulary that was saved with the weights");
    }
}
