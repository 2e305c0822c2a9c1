namespace Cistron.Torch.Weights;

/// <summary>
/// A weight file cannot be used. The message is one sentence that the tool prints as it stands, the path in front.
/// </summary>
/// <param name="path">The file as the user wrote it.</param>
/// <param name="sentence">What was found, what was expected and what to do.</param>
/// <param name="inner">The exception that told of the fault, if one did.</param>
public sealed class WeightFileException(string path, string sentence, Exception? inner = null)
    : Exception($"{path}: {sentence}", inner)
{
    private const int LongestQuote = 80;

    /// <summary>The file as the user wrote it.</summary>
    public string Path { get; } = path;

    /// <summary>A file's own words, safe to print: they could steer a terminal, or have no end.</summary>
    internal static string Quote(string words)
    {
        string start = words[..Math.Min(words.Length, LongestQuote)];
        string printable = string.Concat(start.Select(letter => letter is >= ' ' and <= '~' ? letter : '?'));
        return words.Length <= LongestQuote ? $"'{printable}'" : $"'{printable}...'";
    }
}
