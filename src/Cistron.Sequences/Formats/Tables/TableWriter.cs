using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Cistron.Sequences.Formats.Tables;

/// <summary>
/// Writes a table with a header, comma- or tab-separated, quoted as in RFC 4180 where a field needs it, with LF line
/// ends.
/// </summary>
public sealed class TableWriter
{
    private readonly Stream _text;
    private readonly char _delimiter;
    private readonly int _columns;
    private readonly ArrayBufferWriter<byte> _row = new();

    /// <summary>Writes the header.</summary>
    /// <param name="text">
    /// Where to write, such as what <see cref="TextTarget.Write"/> opens; the caller closes it.
    /// </param>
    /// <param name="delimiter">See <see cref="TableDelimiter"/>.</param>
    /// <param name="columns">The names, at least one.</param>
    public TableWriter(Stream text, char delimiter, params ReadOnlySpan<string> columns)
    {
        ArgumentOutOfRangeException.ThrowIfZero(columns.Length, nameof(columns));
        _text = text;
        _delimiter = delimiter;
        _columns = columns.Length;
        Write(columns);
    }

    /// <summary>Writes one row.</summary>
    /// <exception cref="ArgumentException">There are more or fewer fields than columns.</exception>
    public void Write(params ReadOnlySpan<string> fields) => Write(fields, []);

    /// <summary>Writes one row of fields as they were read, byte for byte, whichever encoding they are in.</summary>
    /// <exception cref="ArgumentException">There are more or fewer fields than columns.</exception>
    public void Write(IReadOnlyList<byte[]> fields)
    {
        BeginRow(fields.Count);
        foreach (byte[] field in fields)
        {
            Append(field);
            _row.Write([(byte)_delimiter]);
        }
        EndRow();
    }

    /// <summary>Writes one row of words and, behind them, numbers with up to six decimals.</summary>
    /// <exception cref="ArgumentException">There are more or fewer fields than columns.</exception>
    public void Write(ReadOnlySpan<string> words, ReadOnlySpan<double> numbers)
    {
        BeginRow(words.Length + numbers.Length);
        foreach (string word in words)
        {
            Append(Encoding.UTF8.GetBytes(word));
            _row.Write([(byte)_delimiter]);
        }
        foreach (double number in numbers)
        {
            Append(number);
            _row.Write([(byte)_delimiter]);
        }
        EndRow();
    }

    private void BeginRow(int fields)
    {
        if (fields != _columns)
            throw new ArgumentException($"{fields} fields do not fit {_columns} columns.");
        _row.ResetWrittenCount();
    }

    private void EndRow()
    {
        _text.Write(_row.WrittenSpan[..^1]);
        _text.WriteByte((byte)'\n');
    }

    private void Append(ReadOnlySpan<byte> field)
    {
        // A lone empty field would be a blank line, which readers skip.
        bool needsQuotes = field.IndexOfAny("\"\r\n"u8) >= 0 || field.Contains((byte)_delimiter) || (field.Length == 0 && _columns == 1);
        if (!needsQuotes)
        {
            _row.Write(field);
            return;
        }
        _row.Write("\""u8);
        for (int mark; (mark = field.IndexOf((byte)'"')) >= 0; field = field[(mark + 1)..])
        {
            _row.Write(field[..(mark + 1)]);
            _row.Write("\""u8);
        }
        _row.Write(field);
        _row.Write("\""u8);
    }

    // By hand: a custom format takes longer than what the number was computed from, and there may be a hundred a row.
    private void Append(double number)
    {
        var text = _row.GetSpan(32);
        if (Math.Abs(number) >= 1e9 || !double.IsFinite(number))
        {
            Utf8Formatter.TryFormat(number, text, out int length);
            _row.Advance(length);
            return;
        }
        long millionths = (long)Math.Round(Math.Abs(number) * 1e6);
        int written = 0;
        if (number < 0 && millionths > 0)
            text[written++] = (byte)'-';
        Utf8Formatter.TryFormat(millionths / 1_000_000, text[written..], out int digits);
        written += digits;
        long decimals = millionths % 1_000_000;
        if (decimals > 0)
            text[written++] = (byte)'.';
        for (long place = 100_000; decimals > 0; place /= 10)
        {
            text[written++] = (byte)('0' + decimals / place);
            decimals %= place;
        }
        _row.Advance(written);
    }
}
