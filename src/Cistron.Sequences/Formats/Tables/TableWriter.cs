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
    private readonly StringBuilder _row = new();

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
    public void Write(params ReadOnlySpan<string> fields)
    {
        if (fields.Length != _columns)
            throw new ArgumentException($"{fields.Length} fields do not fit {_columns} columns.", nameof(fields));
        _row.Clear();
        foreach (string field in fields)
            Append(field).Append(_delimiter);
        _row[^1] = '\n';
        _text.Write(Encoding.UTF8.GetBytes(_row.ToString()));
    }

    private StringBuilder Append(string field)
    {
        // A lone empty field would be a blank line, which readers skip.
        bool needsQuotes = field.AsSpan().IndexOfAny("\"\r\n") >= 0 || field.Contains(_delimiter)
            || (field.Length == 0 && _columns == 1);
        return needsQuotes ? _row.Append('"').Append(field.Replace("\"", "\"\"")).Append('"') : _row.Append(field);
    }
}
