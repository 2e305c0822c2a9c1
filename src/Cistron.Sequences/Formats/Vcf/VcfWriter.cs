using System.Globalization;
using System.Text;

namespace Cistron.Sequences.Formats.Vcf;

/// <summary>Writes VCF: the header at once, then the records; with LF line ends.</summary>
public sealed class VcfWriter
{
    private readonly Stream _text;
    private readonly int _genotypeColumns;

    /// <summary>Writes the header.</summary>
    /// <param name="text">
    /// Where to write, such as what <see cref="TextTarget.Write"/> opens; the caller closes it.
    /// </param>
    /// <param name="header">The header of the file that was read, or one of <see cref="VcfHeader.Of"/>.</param>
    /// <exception cref="ArgumentException">The header would not be read back the same.</exception>
    public VcfWriter(Stream text, VcfHeader header)
    {
        bool hasVersion = header.MetaLines is [string version, ..]
            && version.StartsWith(VcfHeader.FileFormat, StringComparison.Ordinal);
        if (!hasVersion
            || !header.MetaLines.All(line => line.StartsWith("##", StringComparison.Ordinal) && IsOneLine(line))
            || header.Samples?.All(IsOneField) == false)
            throw new ArgumentException("The header is not one of VCF, version 4.", nameof(header));

        _text = text;
        string[] genotypeColumns = header.Samples is null ? [] : ["FORMAT", .. header.Samples];
        _genotypeColumns = genotypeColumns.Length;
        foreach (string line in header.MetaLines)
            WriteLine(line);
        WriteLine(string.Join('\t', [.. VcfHeader.Columns, .. genotypeColumns]));
    }

    /// <summary>Writes one record.</summary>
    /// <exception cref="ArgumentException">The record would not be read back the same.</exception>
    public void Write(VcfRecord record)
    {
        string[] fields =
        [
            record.Contig,
            (record.Start + 1).ToString(CultureInfo.InvariantCulture),
            OrMissing(record.Id),
            Encoding.ASCII.GetString(record.Reference),
            OrMissing(string.Join(',', record.Alternatives)),
            OrMissing(record.Quality?.ToString(CultureInfo.InvariantCulture) ?? ""),
            OrMissing(string.Join(';', record.Filters)),
            OrMissing(record.Info),
        ];
        string[] genotypes = _genotypeColumns == 0 ? [] : record.Genotypes.Split('\t');
        bool isReadBack = fields.All(IsOneField)
            && !record.Contig.Contains(' ', StringComparison.Ordinal)
            && record.Start is >= -1 and < VcfReader.LargestPosition
            && genotypes.Length == _genotypeColumns
            && IsOneLine(record.Genotypes)
            && (_genotypeColumns > 0 || record.Genotypes.Length == 0);
        if (!isReadBack)
            throw new ArgumentException($"The record at {record.Contig}:{record.Start + 1} does not fit one line.",
                nameof(record));
        WriteLine(string.Join('\t', [.. fields, .. genotypes]));
    }

    private static bool IsOneField(string field) => field.Length > 0 && !field.AsSpan().ContainsAny("\t\r\n");

    private static bool IsOneLine(string line) => !line.AsSpan().ContainsAny("\r\n");

    private static string OrMissing(string field) => field.Length == 0 ? "." : field;

    private void WriteLine(string line) => _text.Write(Encoding.UTF8.GetBytes(line + "\n"));
}
