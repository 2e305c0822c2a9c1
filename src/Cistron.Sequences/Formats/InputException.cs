using System.Globalization;

namespace Cistron.Sequences.Formats;

/// <summary>
/// A file of the user cannot be used. The message is one sentence that the tool prints as it stands:
/// <c>FILE:LINE: what was found; what was expected; what to do.</c>
/// </summary>
/// <param name="file">The path as the user wrote it, or <c>standard input</c>.</param>
/// <param name="line">The 1-based line, or null when the fault is the whole file's.</param>
/// <param name="found">What is wrong; pass the file's own words through <see cref="Quote"/>.</param>
/// <param name="expected">What should have been there.</param>
/// <param name="remedy">What the user can do now.</param>
/// <param name="inner">The exception that told of the fault, if one did.</param>
public sealed class InputException(
    string file, long? line, string found, string expected, string remedy, Exception? inner = null)
    : Exception($"{Place(file, line)}: {found}; {expected}; {remedy}.", inner)
{
    private const int LongestQuote = 40;

    /// <summary>The path as the user wrote it, or <c>standard input</c>.</summary>
    public string File { get; } = file;

    /// <summary>The 1-based line where the fault was found, or null when it is the whole file's.</summary>
    public long? Line { get; } = line;

    /// <summary>
    /// A file's own words in quotes, safe to print: control and non-ASCII characters become <c>?</c>, because they
    /// could steer a terminal, and anything beyond 40 characters is cut.
    /// </summary>
    public static string Quote(ReadOnlySpan<char> words)
    {
        ReadOnlySpan<char> start = words[..Math.Min(words.Length, LongestQuote)];
        Span<char> printable = stackalloc char[start.Length];
        for (int i = 0; i < start.Length; i++)
            printable[i] = start[i] is >= ' ' and <= '~' ? start[i] : '?';
        return start.Length == words.Length ? $"'{printable}'" : $"'{printable}...'";
    }

    private static string Place(string file, long? line) =>
        line is null ? file : string.Create(CultureInfo.InvariantCulture, $"{file}:{line}");
}
