using System.Globalization;
using System.Text;
using Cistron.Sequences.Alphabets;

namespace Cistron.Sequences.Formats.Vcf;

/// <summary>Reads VCF of version 4: the header at once, then one record in memory at a time.</summary>
public sealed class VcfReader : IDisposable
{
    /// <summary>The most bytes that a line can have.</summary>
    public const int LongestLine = 1 << 28;

    /// <summary>The most bytes that the lines of the header can have together.</summary>
    public const int LongestHeader = 1 << 26;

    /// <summary>The largest position, 2^40, so that no sum with a length can overflow.</summary>
    public const long LargestPosition = 1L << 40;

    private const string Missing = ".";

    private readonly TextLines _lines;
    private readonly int _columns;

    /// <summary>Reads the header of <paramref name="lines"/>, which the reader then owns.</summary>
    /// <exception cref="InputException">The text does not begin with the header of a VCF file.</exception>
    public VcfReader(TextLines lines)
    {
        _lines = lines;
        try
        {
            Header = ReadHeader();
            _columns = VcfHeader.Columns.Count + (Header.Samples is null ? 0 : 1 + Header.Samples.Count);
        }
        catch
        {
            lines.Dispose();
            throw;
        }
    }

    /// <summary>The file's name for errors.</summary>
    public string File => _lines.File;

    /// <summary>What stands before the records.</summary>
    public VcfHeader Header { get; }

    /// <summary>Opens a file or, written <c>-</c>, standard input, plain, gzip or BGZF.</summary>
    /// <exception cref="InputException">The file cannot be opened or has no header of VCF.</exception>
    public static VcfReader Open(string path) => new(TextLines.Open(path, LongestLine));

    /// <summary>The records in the order of the file, once; a file without any is valid.</summary>
    /// <exception cref="InputException">While reading: a record is wrong.</exception>
    public IEnumerable<VcfRecord> Read()
    {
        while (_lines.Next(out ReadOnlySpan<byte> line))
            if (!line.IsEmpty)
                yield return Record(line);
    }

    /// <inheritdoc/>
    public void Dispose() => _lines.Dispose();

    private VcfHeader ReadHeader()
    {
        List<string> meta = [];
        long bytes = 0;
        while (_lines.Next(out ReadOnlySpan<byte> line))
        {
            bytes += line.Length;
            if (bytes > LongestHeader)
                throw _lines.Fault("the header is too long", Invariant($"a header can have {LongestHeader:N0} bytes"),
                    "check that this is the right file");
            string text = Encoding.UTF8.GetString(line);
            if (meta.Count == 0 && !text.StartsWith(VcfHeader.FileFormat, StringComparison.Ordinal))
                throw _lines.Fault($"the file begins with {InputException.Quote(text)}",
                    $"a VCF file begins with '{VcfHeader.FileFormat}2' or another version 4",
                    text.StartsWith("BCF", StringComparison.Ordinal)
                        ? "convert BCF to VCF first"
                        : "check that this is VCF");
            if (text.StartsWith("##", StringComparison.Ordinal))
                meta.Add(text);
            else
                return new VcfHeader(meta, Samples(text));
        }
        throw new InputException(File, null, meta.Count == 0 ? "the file is empty" : "the file ends within the header",
            "a VCF file has a line that begins with '#CHROM' before its records", "download or write it again");
    }

    private string[]? Samples(string text)
    {
        string[] columns = text.Split('\t');
        if (!columns.AsSpan().StartsWith([.. VcfHeader.Columns])
            || (columns.Length > VcfHeader.Columns.Count && columns[VcfHeader.Columns.Count] != "FORMAT"))
            throw _lines.Fault($"the line {InputException.Quote(text)} does not name the columns",
                $"after the lines with '##' come {string.Join(", ", VcfHeader.Columns)}, apart by tabs",
                "check that no line of the header is missing and that its tabs are whole");
        return columns.Length == VcfHeader.Columns.Count ? null : columns[(VcfHeader.Columns.Count + 1)..];
    }

    private VcfRecord Record(ReadOnlySpan<byte> line)
    {
        int columns = 1 + line.Count((byte)'\t');
        if (columns != _columns)
            throw _lines.Fault(Invariant($"the line has {columns:N0} {(columns == 1 ? "field" : "fields")}"),
                Invariant($"the header names {_columns:N0} columns, apart by tabs"),
                "correct the line, or write tabs between its fields");

        string contig = Required(Field(ref line), "CHROM");
        long start = Position(Field(ref line)) - 1;
        string id = Optional(Field(ref line));
        byte[] reference = Encoding.ASCII.GetBytes(Bases(Field(ref line), "REF"));
        string alternatives = Optional(Field(ref line));
        double? quality = Quality(Field(ref line));
        string filters = Optional(Field(ref line));
        string info = Optional(Field(ref line));
        return new VcfRecord(
            contig,
            start,
            id,
            reference,
            List(alternatives, ',', Allele),
            quality,
            List(filters, ';', filter => Required(filter, "FILTER")),
            info,
            Encoding.UTF8.GetString(line),
            _lines.Number);
    }

    // Takes a field off the start of the line.
    private static string Field(ref ReadOnlySpan<byte> line)
    {
        int length = line.IndexOf((byte)'\t');
        string field = Encoding.UTF8.GetString(length < 0 ? line : line[..length]);
        line = length < 0 ? [] : line[(length + 1)..];
        return field;
    }

    private string Required(string field, string column) =>
        field.Length > 0 && field != Missing && !field.Contains(' ', StringComparison.Ordinal)
            ? field
            : throw _lines.Fault($"{column} is {InputException.Quote(field)}", $"{column} is a word without blanks",
                "correct the line");

    private static string Optional(string field) => field == Missing ? "" : field;

    private static string[] List(string field, char separator, Func<string, string> check) =>
        field.Length == 0 ? [] : [.. field.Split(separator).Select(check)];

    private long Position(string field) =>
        long.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out long position)
        && position <= LargestPosition
            ? position
            : throw _lines.Fault($"POS is {InputException.Quote(field)}",
                Invariant($"POS counts bases from 1, up to {LargestPosition:N0}"), "correct the line");

    private double? Quality(string field)
    {
        if (field == Missing)
            return null;
        if (double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out double quality)
            && double.IsFinite(quality))
            return quality;
        throw _lines.Fault($"QUAL is {InputException.Quote(field)}", "QUAL is a number or '.'", "correct the line");
    }

    private string Allele(string allele)
    {
        bool isBases = allele is not ['<', ..] && allele != "*" && !allele.AsSpan().ContainsAny("[].");
        return isBases ? Bases(allele, "ALT") : Required(allele, "ALT");
    }

    private string Bases(string allele, string column)
    {
        bool isBases = allele.Length > 0
            && allele.All(letter => char.IsAscii(letter) && Alphabet.Dna.IsLetter((byte)char.ToUpperInvariant(letter)));
        return isBases
            ? allele.ToUpperInvariant()
            : throw _lines.Fault($"{column} has the allele {InputException.Quote(allele)}",
                "an allele is written in bases (A, C, G, T, N)"
                    + (column == "ALT" ? ", as '<NAME>', as '*' or as a breakend" : ""),
                "correct the line");
    }

    private static string Invariant(FormattableString words) => words.ToString(CultureInfo.InvariantCulture);
}
