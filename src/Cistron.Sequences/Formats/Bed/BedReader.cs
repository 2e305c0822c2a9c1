using System.Globalization;
using System.Text;
using Cistron.Sequences.Coordinates;

namespace Cistron.Sequences.Formats.Bed;

/// <summary>
/// Reads BED, one line in memory at a time: three to six columns of BED's own and any number after them. BED counts
/// from 0 and its end is the base after the last, as <see cref="Interval"/> does.
/// </summary>
public sealed class BedReader : IDisposable
{
    /// <summary>The most bytes that a line can have.</summary>
    public const int LongestLine = 1 << 22;

    private const int RequiredColumns = 3;
    private const int StandardColumns = 6;
    private const byte Tab = (byte)'\t';

    private static readonly string[] OwnNames = ["chrom", "start", "end", "name", "score", "strand"];

    private readonly TextLines _lines;
    private readonly List<Range> _fields = [];
    private int _columns;
    private int _ownColumns;

    /// <summary>Reads the header of <paramref name="lines"/>, if there is one; the reader then owns them.</summary>
    /// <exception cref="InputException">The header is too short, or the text cannot be read.</exception>
    public BedReader(TextLines lines)
    {
        _lines = lines;
        try
        {
            ReadOnlySpan<byte> first;
            while (lines.Peek(out first) && first.Trim(" \t"u8).IsEmpty)
                lines.Next(out _);
            if (IsHeader(first))
                ReadHeader();
        }
        catch
        {
            lines.Dispose();
            throw;
        }
    }

    /// <summary>
    /// The header's names of the columns after BED's own; empty without a header. The fourth to sixth column are BED's
    /// own as far as the header calls them <c>name</c>, <c>score</c> and <c>strand</c>, or when there is no header.
    /// </summary>
    public IReadOnlyList<string> ExtraNames { get; private set; } = [];

    /// <summary>A file or, written <c>-</c>, standard input, plain or gzip.</summary>
    /// <exception cref="InputException">The file cannot be opened, or its header is too short.</exception>
    public static BedReader Open(string path) => new(TextLines.Open(path, LongestLine));

    /// <summary>The records in the order of the file, once.</summary>
    /// <exception cref="InputException">While reading: a line is wrong, or there is none.</exception>
    public IEnumerable<BedRecord> Read()
    {
        bool isEmpty = true;
        while (_lines.Next(out ReadOnlySpan<byte> line))
        {
            if (line.Trim(" \t"u8).IsEmpty || line[0] == (byte)'#')
                continue;
            if (BeginsWithWord(line, "track"u8) || BeginsWithWord(line, "browser"u8))
            {
                if (ExtraNames.Count == 0)
                    _columns = 0;
                continue;
            }
            isEmpty = false;
            yield return Record(line);
        }
        if (isEmpty)
            throw new InputException(_lines.File, null, "there is no feature in the file",
                "BED has a line with chromosome, start and end for each", "check that this is the right file");
    }

    /// <inheritdoc/>
    public void Dispose() => _lines.Dispose();

    /// <summary>Whether a file's first line names its columns: it begins with <c>#chrom</c> or <c>#chr</c>.</summary>
    internal static bool IsHeader(ReadOnlySpan<byte> line)
    {
        int length = line.IndexOfAny(" \t"u8);
        ReadOnlySpan<byte> word = length < 0 ? line : line[..length];
        return Ascii.EqualsIgnoreCase(word, "#chrom"u8) || Ascii.EqualsIgnoreCase(word, "#chr"u8)
            || Ascii.EqualsIgnoreCase(word, "#chromosome"u8);
    }

    /// <summary>Whether a line is one of the browser's, which say nothing about features.</summary>
    internal static bool BeginsWithWord(ReadOnlySpan<byte> line, ReadOnlySpan<byte> word) =>
        line.StartsWith(word) && (line.Length == word.Length || " \t"u8.Contains(line[word.Length]));

    private void ReadHeader()
    {
        _lines.Next(out ReadOnlySpan<byte> line);
        Split(line);
        if (_fields.Count < RequiredColumns)
            throw TooFewColumns();
        string[] names = new string[_fields.Count];
        for (int i = 0; i < names.Length; i++)
            names[i] = Encoding.UTF8.GetString(line[_fields[i]]).Trim();
        _columns = names.Length;
        _ownColumns = RequiredColumns;
        while (_ownColumns < Math.Min(_columns, StandardColumns)
            && names[_ownColumns].Equals(OwnNames[_ownColumns], StringComparison.OrdinalIgnoreCase))
            _ownColumns++;
        ExtraNames = names[_ownColumns..];
    }

    private BedRecord Record(ReadOnlySpan<byte> line)
    {
        Split(line);
        if (_fields.Count < RequiredColumns)
            throw TooFewColumns();
        if (_columns == 0)
            (_columns, _ownColumns) = (_fields.Count, Math.Min(_fields.Count, StandardColumns));
        if (_fields.Count != _columns)
            throw _lines.Fault($"the line has {Columns(_fields.Count)} and those before it {Columns(_columns)}",
                "the lines of a BED file have the same columns", "write '.' where a value is missing");

        long start = ReadPosition(line[_fields[1]], "start");
        long end = ReadPosition(line[_fields[2]], "end");
        if (end < start)
            throw _lines.Fault(string.Create(CultureInfo.InvariantCulture, $"the start {start} is after the end {end}"),
                "BED counts from 0, and its end is the base after the last", "exchange or correct them");
        string chromosome = Encoding.UTF8.GetString(line[_fields[0]]);
        if (chromosome.Length == 0)
            throw _lines.Fault("the first column is empty", "it names the chromosome", "name it");
        Strand strand = _ownColumns > 5 ? ReadStrand(line[_fields[5]]) : Strand.Unknown;
        return new BedRecord(new Interval(chromosome, start, end, strand),
            _ownColumns > 3 ? Word(line[_fields[3]]) : "",
            _ownColumns > 4 ? Word(line[_fields[4]]) : "",
            Extra(line), _lines.Number);
    }

    // A line with a tab is separated by tabs alone, so that names may contain blanks.
    private void Split(ReadOnlySpan<byte> line)
    {
        _fields.Clear();
        bool hasTabs = line.Contains(Tab);
        foreach (Range field in line.Split(hasTabs ? Tab : (byte)' '))
            if (hasTabs || !line[field].IsEmpty)
                _fields.Add(field);
    }

    private long ReadPosition(ReadOnlySpan<byte> digits, string what) => Position.TryParse(digits, out long position)
        ? position
        : throw _lines.Fault($"the {what} is {InputException.Quote(Encoding.UTF8.GetString(digits))}",
            "BED gives places as whole numbers that count from 0", "correct it, or check that this is BED");

    private Strand ReadStrand(ReadOnlySpan<byte> word) => word switch
    {
        [(byte)'+'] => Strand.Forward,
        [(byte)'-'] => Strand.Reverse,
        [(byte)'.'] => Strand.Unknown,
        _ => throw _lines.Fault($"the strand is {InputException.Quote(Encoding.UTF8.GetString(word))}",
            "the sixth column of BED is '+', '-' or '.'",
            "correct it; if the column holds something else, name all in a first line that begins with '#chrom'"),
    };

    private string[] Extra(ReadOnlySpan<byte> line)
    {
        if (_columns == _ownColumns)
            return [];
        string[] extra = new string[_columns - _ownColumns];
        for (int i = 0; i < extra.Length; i++)
            extra[i] = Encoding.UTF8.GetString(line[_fields[_ownColumns + i]]);
        return extra;
    }

    private static string Word(ReadOnlySpan<byte> word) => word is [(byte)'.'] ? "" : Encoding.UTF8.GetString(word);

    private static string Columns(int count) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "column" : "columns")}");

    private InputException TooFewColumns() => _lines.Fault($"the line has {Columns(_fields.Count)}",
        "BED has chromosome, start and end, separated by tabs or blanks", "check that this is BED");
}
