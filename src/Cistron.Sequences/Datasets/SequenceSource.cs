using Cistron.Sequences.Formats;
using Cistron.Sequences.Formats.Fasta;
using Cistron.Sequences.Formats.Fastq;
using Cistron.Sequences.Formats.JsonLines;
using Cistron.Sequences.Formats.Tables;

namespace Cistron.Sequences.Datasets;

/// <summary>
/// The sequences of a file, whichever way it holds them, read once from start to end: what predictions are made on.
/// </summary>
/// <remarks>
/// The layout, by the first of these that applies: FASTA when the text begins with <c>&gt;</c>; FASTQ when it begins
/// with <c>@</c>; JSON lines when it begins with <c>{</c>; whatever the extension promises; a table when a column was
/// asked for, when the first line has a tab or a comma, or when it is a known name of a sequence column; else one
/// sequence a line. Sequences of tables and lines that are cut into k-mers are joined again.
/// </remarks>
public sealed class SequenceSource : IDisposable
{
    private static readonly string[] FastaExtensions = [".fa", ".fasta", ".fna", ".ffn", ".faa", ".fas"];
    private static readonly string[] FastqExtensions = [".fq", ".fastq"];

    private readonly TextLines _lines;
    private readonly RowReader? _rows;
    private readonly KmerText _kmers;
    private readonly int _sequenceColumn;
    private readonly int _labelColumn;

    private SequenceSource(TextLines lines, string? sequenceColumn, Func<RowReader, int> labelColumn)
    {
        _lines = lines;
        _kmers = new KmerText(lines.File);
        Layout = FindLayout(lines, sequenceColumn);
        _rows = Layout switch
        {
            SequenceLayout.Table => new TableReader(lines),
            SequenceLayout.JsonLines => new JsonLinesReader(lines),
            _ => null,
        };
        _sequenceColumn = _rows is null ? -1 : ColumnChoice.Sequence(_rows, sequenceColumn);
        _labelColumn = _rows is null ? -1 : labelColumn(_rows);
    }

    /// <summary>The file's name for errors.</summary>
    public string File => _lines.File;

    /// <summary>How the file holds its sequences.</summary>
    public SequenceLayout Layout { get; }

    /// <summary>The names of all columns; none when the file has none.</summary>
    public IReadOnlyList<string> Columns => _rows?.Columns ?? [];

    /// <summary>The name of the column that the sequences are taken from; null when the file has none.</summary>
    public string? SequenceColumn => _rows?.Columns[_sequenceColumn];

    /// <summary>The name of the column that labels are taken from; null when none are.</summary>
    public string? LabelColumn => _labelColumn < 0 ? null : _rows!.Columns[_labelColumn];

    /// <summary>How the sequences read so far were cut into k-mers; null when they were whole.</summary>
    public KmerShape? Kmers => _kmers.Shape;

    /// <summary>Opens a file or, written <c>-</c>, standard input, plain or gzip, and finds its layout.</summary>
    /// <param name="path">The file.</param>
    /// <param name="sequenceColumn">The column of a table to take the sequences from; null to find it.</param>
    /// <exception cref="InputException">The file cannot be opened, or the column is missing.</exception>
    public static SequenceSource Open(string path, string? sequenceColumn = null) =>
        Open(TextLines.Open(path), sequenceColumn);

    /// <summary>The sequences in <paramref name="lines"/>, which it then owns; see the other <c>Open</c>.</summary>
    public static SequenceSource Open(TextLines lines, string? sequenceColumn = null) =>
        Open(lines, sequenceColumn, _ => -1);

    /// <summary>The sequences in <paramref name="lines"/>, which it then owns, with the labels beside them.</summary>
    /// <param name="lines">The text.</param>
    /// <param name="sequenceColumn">The column to take the sequences from; null to find it.</param>
    /// <param name="labelColumn">The column to take labels from; null to find it if there is one.</param>
    /// <exception cref="InputException">A column is missing, also where the file has none, or several could be it.</exception>
    public static SequenceSource OpenWithLabels(TextLines lines, string? sequenceColumn, string? labelColumn)
    {
        SequenceSource source = Open(lines, sequenceColumn, rows => ColumnChoice.LabelIfAny(rows, labelColumn));
        if (labelColumn is null || source.LabelColumn is not null)
            return source;
        source.Dispose();
        throw new InputException(source.File, null, "the file has no columns",
            $"a table with the column {InputException.Quote(labelColumn)} was expected", "give a table, or leave label_column out");
    }

    private static SequenceSource Open(TextLines lines, string? sequenceColumn, Func<RowReader, int> labelColumn)
    {
        try
        {
            return new SequenceSource(lines, sequenceColumn, labelColumn);
        }
        catch
        {
            lines.Dispose();
            throw;
        }
    }

    /// <summary>The sequences in the order of the file, once.</summary>
    /// <exception cref="InputException">While reading: a record is wrong, or there is none.</exception>
    public IEnumerable<NamedSequence> Read()
    {
        bool isEmpty = true;
        foreach (NamedSequence sequence in Layout switch
        {
            SequenceLayout.Fasta => ReadFasta(),
            SequenceLayout.Fastq => ReadFastq(),
            SequenceLayout.Table or SequenceLayout.JsonLines => ReadRows(_rows!),
            _ => ReadLines(),
        })
        {
            isEmpty = false;
            yield return sequence;
        }
        if (isEmpty)
            throw new InputException(File, null, "there is no sequence in the file", "at least one was expected",
                "check that this is the right file");
    }

    /// <inheritdoc/>
    public void Dispose() => _lines.Dispose();

    private static SequenceLayout FindLayout(TextLines lines, string? sequenceColumn)
    {
        ReadOnlySpan<byte> first;
        while (lines.Peek(out first) && first.Trim(" \t"u8).IsEmpty)
            lines.Next(out _);
        string name = lines.File.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? lines.File[..^3] : lines.File;
        string extension = Path.GetExtension(name);
        bool HasExtension(string[] extensions) => extensions.Contains(extension, StringComparer.OrdinalIgnoreCase);

        if (first is [(byte)'>', ..])
            return SequenceLayout.Fasta;
        if (first is [(byte)'@', ..])
            return SequenceLayout.Fastq;
        if (JsonLinesReader.Recognizes(lines))
            return SequenceLayout.JsonLines;
        if (HasExtension(FastaExtensions))
            return SequenceLayout.Fasta;
        if (HasExtension(FastqExtensions))
            return SequenceLayout.Fastq;
        bool isTable = sequenceColumn is not null || TableDelimiter.ByExtension(name) is not null
            || first.ContainsAny(",\t"u8) || ColumnChoice.NamesSequence(first);
        return isTable ? SequenceLayout.Table : SequenceLayout.Lines;
    }

    private IEnumerable<NamedSequence> ReadFasta() =>
        FastaReader.Read(_lines).Select(
            record => new NamedSequence(record.Id, record.Description, record.Bases, record.Line));

    private IEnumerable<NamedSequence> ReadFastq() =>
        FastqReader.Read(_lines).Select(
            record => new NamedSequence(record.Id, record.Description, record.Bases, record.Line));

    private IEnumerable<NamedSequence> ReadRows(RowReader rows)
    {
        int idColumn = ColumnChoice.Id(rows);
        while (rows.Next())
            yield return new NamedSequence(ColumnChoice.Id(rows, idColumn), "",
                _kmers.Join(rows.Bytes(_sequenceColumn), rows.Line), rows.Line)
            {
                Label = _labelColumn >= 0 && rows.IsText(_labelColumn) ? rows.Text(_labelColumn).Trim() : null,
            };
    }

    private IEnumerable<NamedSequence> ReadLines()
    {
        while (_lines.Next(out ReadOnlySpan<byte> line))
        {
            byte[] bases = _kmers.Join(line, _lines.Number);
            if (bases.Length > 0)
                yield return new NamedSequence(ColumnChoice.LineId(_lines.Number), "", bases, _lines.Number);
        }
    }
}
