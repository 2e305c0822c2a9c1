using System.Globalization;

namespace Cistron.Sequences.Formats.Vcf;

/// <summary>What stands before the records of a VCF file.</summary>
/// <param name="MetaLines">The lines that begin with <c>##</c>, as they stand; the first names the version.</param>
/// <param name="Samples">
/// The names of the samples; null when the file has no columns of genotypes, not even <c>FORMAT</c>.
/// </param>
public sealed record VcfHeader(IReadOnlyList<string> MetaLines, IReadOnlyList<string>? Samples)
{
    /// <summary>What the first line of every file that we read begins with.</summary>
    internal const string FileFormat = "##fileformat=VCFv4.";

    private const string ContigStart = "##contig=<";

    /// <summary>The columns that every file has.</summary>
    internal static IReadOnlyList<string> Columns { get; } =
        ["#CHROM", "POS", "ID", "REF", "ALT", "QUAL", "FILTER", "INFO"];

    /// <summary>The contigs that the header declares, in its order; none when it declares none.</summary>
    public IReadOnlyList<VcfContig> Contigs =>
    [
        .. MetaLines.Where(line => line.StartsWith(ContigStart, StringComparison.Ordinal))
            .Select(Contig).OfType<VcfContig>(),
    ];

    /// <summary>The header of a file of version 4.2 without genotypes.</summary>
    public static VcfHeader Of(IEnumerable<VcfContig> contigs) =>
        new([$"{FileFormat}2", .. contigs.Select(Line)], Samples: null);

    private static string Line(VcfContig contig) => contig.Length is long length
        ? string.Create(CultureInfo.InvariantCulture, $"{ContigStart}ID={contig.Name},length={length}>")
        : $"{ContigStart}ID={contig.Name}>";

    // Null where the line has no name: what else a header says is not judged.
    private static VcfContig? Contig(string line)
    {
        string? name = null;
        long? length = null;
        foreach ((string key, string value) in Entries(line[ContigStart.Length..].TrimEnd('>')))
        {
            if (key == "ID")
                name = value;
            else if (key == "length"
                && long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long bases))
                length = bases;
        }
        return name is null ? null : new VcfContig(name, length);
    }

    // The parts of 'ID=chr1,length=5,species="Homo sapiens, build 38"': commas within quotes part nothing.
    private static IEnumerable<(string Key, string Value)> Entries(string text)
    {
        int start = 0;
        bool isQuoted = false;
        for (int i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && text[i] == '"')
                isQuoted = !isQuoted;
            if (i < text.Length && (isQuoted || text[i] != ','))
                continue;
            string[] entry = text[start..i].Split('=', 2);
            if (entry is [string key, string value])
                yield return (key, value);
            start = i + 1;
        }
    }
}
