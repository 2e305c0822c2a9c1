using System.Buffers;
using System.Globalization;

namespace Cistron.Sequences.Formats.Tables;

/// <summary>
/// Reads a table with a header line, comma- or tab-separated. Fields may be quoted as in RFC 4180, line ends inside
/// quotes become LF; blank lines are skipped.
/// </summary>
public sealed class TableReader : RowReader
{
    private const byte QuoteMark = (byte)'"';

    private readonly byte _delimiter;
    private readonly ArrayBufferWriter<byte> _row = new();
    private readonly List<int> _ends = [];

    /// <summary>Reads the header of <paramref name="lines"/>, which the reader then owns.</summary>
    /// <exception cref="InputException">There is no header or its quotes are wrong.</exception>
    public TableReader(TextLines lines)
        : base(lines)
    {
        try
        {
            ReadOnlySpan<byte> header;
            while (lines.Peek(out header) && header.IsEmpty)
                lines.Next(out _);
            Delimiter = TableDelimiter.Infer(lines.File, header);
            _delimiter = (byte)Delimiter;
            if (!ReadRow())
                throw new InputException(lines.File, null, "the table is empty", "a header line must name its columns",
                    "check that this is the right file");
            Columns = [.. Enumerable.Range(0, _ends.Count).Select(column => Text(column).Trim())];
            HeaderLine = Line;
            if (Columns is [string only] && only.Contains(';', StringComparison.Ordinal))
                throw HeaderFault("the columns are apart by semicolons", "commas or tabs stand between columns",
                    "save the table as CSV with commas, and numbers with decimal points");
        }
        catch
        {
            lines.Dispose();
            throw;
        }
    }

    /// <summary>What separates the fields; see <see cref="TableDelimiter"/>.</summary>
    public char Delimiter { get; }

    /// <summary>The table in a file or, written <c>-</c>, in standard input, plain or gzip.</summary>
    /// <exception cref="InputException">The file cannot be opened or has no header.</exception>
    public static TableReader Open(string path) => new(TextLines.Open(path, LongestRow));

    /// <summary>Goes to the next row.</summary>
    /// <returns>False at the end of the table.</returns>
    /// <exception cref="InputException">
    /// The row has another number of fields than the header, or wrong quotes.
    /// </exception>
    public override bool Next()
    {
        if (!ReadRow())
            return false;
        if (_ends.Count != Columns.Count)
            throw Fault($"the row has {Fields(_ends.Count)}", $"the header has {Fields(Columns.Count)}",
                "correct the row, or quote fields that contain the delimiter");
        return true;
    }

    /// <summary>True: all fields of a table are there, and are text.</summary>
    public override bool IsText(int column) => true;

    /// <summary>A field of the current row as bytes, without quotes; valid until <see cref="Next"/>.</summary>
    public override ReadOnlySpan<byte> Bytes(int column) =>
        _row.WrittenSpan[(column == 0 ? 0 : _ends[column - 1]).._ends[column]];

    private static string Fields(int count) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "field" : "fields")}");

    private bool ReadRow()
    {
        _row.ResetWrittenCount();
        _ends.Clear();
        ReadOnlySpan<byte> rest;
        do
        {
            if (!Lines.Next(out rest))
                return false;
        }
        while (rest.IsEmpty);

        Line = Lines.Number;
        while (true)
        {
            rest = rest is [QuoteMark, ..] ? ReadQuoted(rest[1..]) : ReadPlain(rest);
            _ends.Add(_row.WrittenCount);
            if (_ends.Count > MostFields || _row.WrittenCount > LongestRow)
                throw Fault("the row is too long",
                    string.Create(CultureInfo.InvariantCulture,
                        $"a row can have {MostFields:N0} fields and {LongestRow:N0} bytes"),
                    "check that this is the right file");
            if (rest.IsEmpty)
                return true;
            rest = rest[1..];
        }
    }

    // Both take a field from the start of the text and return what follows it: nothing, or a delimiter and more.
    private ReadOnlySpan<byte> ReadPlain(ReadOnlySpan<byte> text)
    {
        int length = text.IndexOf(_delimiter);
        if (length < 0)
            length = text.Length;
        _row.Write(text[..length]);
        return text[length..];
    }

    private ReadOnlySpan<byte> ReadQuoted(ReadOnlySpan<byte> text)
    {
        while (true)
        {
            int length = text.IndexOf(QuoteMark);
            if (length < 0)
            {
                _row.Write(text);
                _row.Write("\n"u8);
                if (_row.WrittenCount > LongestRow || !Lines.Next(out text))
                    throw Fault("a quote is opened in this row and never closed", "quotes come in pairs",
                        "close it, or double the quotes that belong to the text");
                continue;
            }
            _row.Write(text[..length]);
            text = text[(length + 1)..];
            if (text.IsEmpty || text[0] == _delimiter)
                return text;
            if (text[0] != QuoteMark)
                throw Fault("text follows a closing quote", "a delimiter or the end of the line comes after it",
                    "double the quotes that belong to the text");
            _row.Write("\""u8);
            text = text[1..];
        }
    }
}
