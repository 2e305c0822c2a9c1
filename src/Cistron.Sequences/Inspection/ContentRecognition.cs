using System.Text;
using Cistron.Sequences.Annotations;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Formats;

namespace Cistron.Sequences.Inspection;

/// <summary>Finds out from its first line, and else from its name, what a file holds.</summary>
internal static class ContentRecognition
{
    private const int LongestStart = 1 << 12;

    /// <summary>What <paramref name="lines"/> hold; blank lines are passed, nothing else is.</summary>
    /// <exception cref="InputException">The first line is not text.</exception>
    public static FileContent Of(TextLines lines)
    {
        ReadOnlySpan<byte> line;
        while (lines.Peek(out line) && line.Trim(" \t"u8).IsEmpty)
            lines.Next(out _);
        line = line[..Math.Min(line.Length, LongestStart)];
        string start = Encoding.UTF8.GetString(line);
        if (start.Any(letter => char.IsControl(letter) && letter != '\t'))
            throw new InputException(lines.File, lines.Number + 1, "the line is not text",
                "sequences, features or variants were expected, as plain text or gzip",
                "check that this is the right file");
        if (start.StartsWith("##fileformat=VCF", StringComparison.Ordinal))
            return FileContent.Variants;
        return !start.StartsWith('>') && HasFeatures(line, start, lines.File) ? FileContent.Features : FileContent.Sequences;
    }

    // EMBL's first line counts too: whoever reads features says best why it is refused.
    private static bool HasFeatures(ReadOnlySpan<byte> line, string start, string file) =>
        start.StartsWith("ID   ", StringComparison.Ordinal)
        || AnnotationSource.ByName(file) is not (null or AnnotationFormat.Table)
        || AnnotationSource.ByContent(line, start) switch
        {
            null => false,
            AnnotationFormat.Table => !ColumnChoice.HeaderNamesSequence(start),
            _ => true,
        };
}
