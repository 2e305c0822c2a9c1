using System.Globalization;
using System.Text;
using Cistron.Sequences.Coordinates;

namespace Cistron.Sequences.Formats.Bed;

/// <summary>Writes BED, separated by tabs, with LF line ends.</summary>
public sealed class BedWriter
{
    private static readonly string[] OwnNames = ["#chrom", "start", "end", "name", "score", "strand"];

    private readonly Stream _text;
    private readonly int _ownColumns;
    private readonly int _extraColumns;
    private readonly StringBuilder _line = new();

    /// <summary>Writes a header that names the columns when there are others than BED's own.</summary>
    /// <param name="text">
    /// Where to write, such as what <see cref="TextTarget.Write"/> opens; the caller closes it.
    /// </param>
    /// <param name="ownColumns">How many of BED's own columns to write, 3 to 6.</param>
    /// <param name="extraNames">The names of the columns after them.</param>
    /// <exception cref="ArgumentException">A name would be read back as one of BED's own columns.</exception>
    public BedWriter(Stream text, int ownColumns, params IReadOnlyList<string> extraNames)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ownColumns, 3);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ownColumns, OwnNames.Length);
        if (extraNames.Count > 0 && ownColumns < OwnNames.Length
            && extraNames[0].Equals(OwnNames[ownColumns], StringComparison.OrdinalIgnoreCase))
            throw new ArgumentException($"'{extraNames[0]}' is a column of BED's own there.", nameof(extraNames));
        (_text, _ownColumns, _extraColumns) = (text, ownColumns, extraNames.Count);
        if (extraNames.Count > 0)
            WriteLine([.. OwnNames[..ownColumns], .. extraNames]);
    }

    /// <summary>Writes one record. Of the columns that the writer was not made for, nothing is written.</summary>
    /// <exception cref="ArgumentException">
    /// The record has another number of extra columns than there are names, or would not be read back the same.
    /// </exception>
    public void Write(BedRecord record)
    {
        if (record.Extra.Count != _extraColumns)
            throw new ArgumentException(
                $"{record.Extra.Count} columns do not fit {_extraColumns} names.", nameof(record));
        string chromosome = record.Place.Sequence;
        if (chromosome.Length == 0 || chromosome[0] == '#' || chromosome is "track" or "browser")
            throw new ArgumentException(
                $"{InputException.Quote(chromosome)} cannot begin a line of BED.", nameof(record));
        string[] own =
        [
            chromosome,
            record.Place.Start.ToString(CultureInfo.InvariantCulture),
            record.Place.End.ToString(CultureInfo.InvariantCulture),
            record.Name.Length > 0 ? record.Name : ".",
            record.Score.Length > 0 ? record.Score : ".",
            record.Place.Strand switch { Strand.Forward => "+", Strand.Reverse => "-", _ => "." },
        ];
        WriteLine([.. own[.._ownColumns], .. record.Extra]);
    }

    private void WriteLine(ReadOnlySpan<string> fields)
    {
        _line.Clear();
        foreach (string field in fields)
        {
            if (field.AsSpan().ContainsAny("\t\r\n"))
                throw new ArgumentException($"{InputException.Quote(field)} does not fit a column of BED.");
            _line.Append(field).Append('\t');
        }
        _line[^1] = '\n';
        _text.Write(Encoding.UTF8.GetBytes(_line.ToString()));
    }
}
