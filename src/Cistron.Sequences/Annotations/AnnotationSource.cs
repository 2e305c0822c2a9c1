using System.Globalization;
using System.Text;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Formats.Bed;
using Cistron.Sequences.Formats.GenBank;
using Cistron.Sequences.Formats.Gff3;
using Cistron.Sequences.Formats.Tables;

namespace Cistron.Sequences.Annotations;

/// <summary>The features of a file, whichever format it has, read once from start to end.</summary>
/// <remarks>
/// The format is found in the first line that says something, and only where that leaves it open in the file's name:
/// BED and GFF3 may begin with comments, and a table is known by the columns in its header.
/// </remarks>
public sealed class AnnotationSource : IDisposable
{
    /// <summary>The most bytes that a line can have.</summary>
    public const int LongestLine = 1 << 22;

    private readonly TextLines _lines;
    private readonly Func<IEnumerable<Feature>> _read;
    private readonly Func<long> _remoteParts = () => 0;

    private AnnotationSource(TextLines lines)
    {
        _lines = lines;
        Format = FindFormat(lines);
        switch (Format)
        {
            case AnnotationFormat.Bed:
                var bed = new BedReader(lines);
                _read = () => bed.Read().Select(record => ToFeature(record, bed.ExtraNames));
                break;
            case AnnotationFormat.Gff3:
                _read = new Gff3Reader(lines).Features;
                break;
            case AnnotationFormat.GenBank:
                var genBank = new GenBankReader(lines);
                _read = () => genBank.Read().SelectMany(FeaturesOf);
                _remoteParts = () => genBank.RemoteParts;
                break;
            default:
                _read = new FeatureTable(new TableReader(lines)).Read;
                break;
        }
    }

    /// <summary>The file's name for errors.</summary>
    public string File => _lines.File;

    /// <summary>What the file is written in.</summary>
    public AnnotationFormat Format { get; }

    /// <summary>
    /// How many parts of features were left out so far because they lie on other GenBank entries.
    /// </summary>
    public long RemoteParts => _remoteParts();

    /// <summary>
    /// The bases read so far, which GenBank files may have below their features; 0 in other formats.
    /// </summary>
    public long Bases { get; private set; }

    /// <summary>Opens a file or, written <c>-</c>, standard input, plain or gzip, and finds its format.</summary>
    /// <exception cref="InputException">The file cannot be opened, or is no annotation.</exception>
    public static AnnotationSource Open(string path) => Open(TextLines.Open(path, LongestLine));

    /// <summary>The annotation in <paramref name="lines"/>, which it then owns; see the other <c>Open</c>.</summary>
    public static AnnotationSource Open(TextLines lines)
    {
        try
        {
            return new AnnotationSource(lines);
        }
        catch
        {
            lines.Dispose();
            throw;
        }
    }

    /// <summary>The features in the order of the file, once.</summary>
    /// <exception cref="InputException">
    /// While reading: something in the file is wrong, or there is no feature.
    /// </exception>
    public IEnumerable<Feature> Read()
    {
        bool isEmpty = true;
        foreach (Feature feature in _read())
        {
            isEmpty = false;
            yield return feature;
        }
        if (isEmpty)
            throw NoFeature(_lines);
    }

    /// <inheritdoc/>
    public void Dispose() => _lines.Dispose();

    private static AnnotationFormat FindFormat(TextLines lines)
    {
        ReadOnlySpan<byte> line;
        while (lines.Peek(out line) && (line.Trim(" \t"u8).IsEmpty || IsMereComment(line)))
            lines.Next(out _);
        if (line.IsEmpty)
            throw NoFeature(lines);
        string first = Encoding.UTF8.GetString(line);
        if (first.StartsWith('>'))
            throw Refused(lines, "a FASTA file, which has sequences and no features");
        if (first.StartsWith("ID   ", StringComparison.Ordinal))
            throw Refused(lines, "an EMBL file, which cannot be read");
        return ByContent(line, first) ?? ByName(lines.File) ?? throw new InputException(lines.File, lines.Number + 1,
            $"the file begins with {InputException.Quote(first)}",
            "BED, GFF3, GenBank, or a table with the columns 'start' and 'end' was expected",
            "check that this is the right file");
    }

    // '##' begins a directive of GFF3 and '#chrom' the header of BED; any other '#' says nothing about the format.
    private static bool IsMereComment(ReadOnlySpan<byte> line) =>
        line is [(byte)'#', ..] and not [(byte)'#', (byte)'#', ..] && !BedReader.IsHeader(line);

    /// <summary>The format that a first line shows, as bytes and as text; null when it leaves it open.</summary>
    internal static AnnotationFormat? ByContent(ReadOnlySpan<byte> line, string first)
    {
        if (first.StartsWith("##", StringComparison.Ordinal))
            return AnnotationFormat.Gff3;
        if (BedReader.IsHeader(line) || BedReader.BeginsWithWord(line, "track"u8)
            || BedReader.BeginsWithWord(line, "browser"u8))
            return AnnotationFormat.Bed;
        if (first.StartsWith("LOCUS ", StringComparison.Ordinal)
            || first.StartsWith("DEFINITION ", StringComparison.Ordinal)
            || first.Contains("Genetic Sequence Data Bank", StringComparison.Ordinal))
            return AnnotationFormat.GenBank;
        if (FeatureTable.IsHeader(first))
            return AnnotationFormat.Table;
        string[] columns = first.Split('\t');
        if (columns.Length == 9 && IsPosition(columns[3]) && IsPosition(columns[4]))
            return AnnotationFormat.Gff3;
        string[] words = first.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        return words.Length >= 3 && IsPosition(words[1]) && IsPosition(words[2]) ? AnnotationFormat.Bed : null;
    }

    /// <summary>The format that a file's name promises; null when it promises none.</summary>
    internal static AnnotationFormat? ByName(string file)
    {
        string name = file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? file[..^3] : file;
        return Path.GetExtension(name).ToUpperInvariant() switch
        {
            ".BED" => AnnotationFormat.Bed,
            ".GFF" or ".GFF3" or ".GTF" => AnnotationFormat.Gff3,
            ".GB" or ".GBK" or ".GBFF" or ".GENBANK" => AnnotationFormat.GenBank,
            _ => TableDelimiter.ByExtension(file) is null ? null : AnnotationFormat.Table,
        };
    }

    private IReadOnlyList<Feature> FeaturesOf(GenBankRecord record)
    {
        Bases += record.Bases.Length;
        return record.Features;
    }

    private static bool IsPosition(string word) => word.Length > 0 && word.All(char.IsAsciiDigit);

    private static Feature ToFeature(BedRecord record, IReadOnlyList<string> extraNames)
    {
        List<FeatureAttribute> attributes = [];
        if (record.Name.Length > 0)
            attributes.Add(new FeatureAttribute("name", record.Name));
        if (record.Score.Length > 0)
            attributes.Add(new FeatureAttribute("score", record.Score));
        for (int i = 0; i < record.Extra.Count; i++)
        {
            string name = extraNames.Count > 0
                ? extraNames[i]
                : string.Create(CultureInfo.InvariantCulture, $"column{7 + i}");
            attributes.Add(new FeatureAttribute(name, record.Extra[i]));
        }
        return new Feature("", [new FeaturePart(record.Place)], attributes) { Line = record.Line };
    }

    private static InputException NoFeature(TextLines lines) => new(lines.File, null,
        "there is no feature in the file", "at least one was expected", "check that this is the right file");

    private static InputException Refused(TextLines lines, string what) => new(lines.File, null, $"this is {what}",
        "BED, GFF3, GenBank, or a table with the columns 'start' and 'end' was expected",
        "name the file of the annotation");
}
