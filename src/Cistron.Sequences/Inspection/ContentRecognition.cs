using System.Text;
using Cistron.Sequences.Formats;

namespace Cistron.Sequences.Inspection;

/// <summary>Finds out from its first line, and else from its name, what a file holds.</summary>
internal static class ContentRecognition
{
    private const int LongestStart = 1 << 10;

    private static readonly string[] FeatureExtensions =
        [".bed", ".gff", ".gff3", ".gtf", ".gb", ".gbk", ".gbff", ".genbank"];

    private static readonly string[] FeatureStarts =
        ["##gff-version", "#chrom\t", "track ", "browser ", "LOCUS ", "DEFINITION "];

    /// <summary>What <paramref name="lines"/> hold; blank lines are passed, nothing else is.</summary>
    public static FileContent Of(TextLines lines)
    {
        ReadOnlySpan<byte> line;
        while (lines.Peek(out line) && line.Trim(" \t"u8).IsEmpty)
            lines.Next(out _);
        string start = Encoding.UTF8.GetString(line[..Math.Min(line.Length, LongestStart)]);
        if (start.StartsWith("##fileformat=VCF", StringComparison.Ordinal))
            return FileContent.Variants;
        if (FeatureStarts.Any(mark => start.StartsWith(mark, StringComparison.Ordinal)) || HasPositions(start))
            return FileContent.Features;
        string name = lines.File.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? lines.File[..^3] : lines.File;
        bool isNamedSo = FeatureExtensions.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase);
        return start.StartsWith('#') && isNamedSo ? FileContent.Features : FileContent.Sequences;
    }

    // The first record of GFF3 (columns 4 and 5 of nine) or of BED (columns 2 and 3).
    private static bool HasPositions(string line)
    {
        string[] columns = line.Split('\t');
        return columns.Length == 9 && IsPosition(columns[3]) && IsPosition(columns[4])
            || columns.Length >= 3 && IsPosition(columns[1]) && IsPosition(columns[2]);
    }

    private static bool IsPosition(string word) => word.Length > 0 && word.All(char.IsAsciiDigit);
}
