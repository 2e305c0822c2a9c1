using Cistron.Sequences.Formats;

namespace Cistron.Sequences.Datasets;

/// <summary>
/// A table of sequences and labels, read once from start to end. The columns are the ones asked for; unasked,
/// <c>sequence</c> and <c>label</c>; where those are missing, the only alias among <c>seq</c>, <c>utr</c>, <c>text</c>,
/// or <c>target</c>, <c>class</c>, <c>y</c>. The rows are those of a CSV or TSV table or of JSON lines; sequences that
/// are cut into k-mers are joined again.
/// </summary>
public sealed class LabelledTable : IDisposable
{
    private readonly RowReader _rows;
    private readonly KmerText _kmers;
    private readonly int _sequenceColumn;
    private readonly int _labelColumn;
    private readonly int _idColumn;
    private readonly int _partColumn;
    private readonly bool _isPerBase;

    private LabelledTable(RowReader rows, string? sequenceColumn, string? labelColumn, string? partColumn, TaskKind? task)
    {
        _rows = rows;
        _isPerBase = task?.IsPerBase() == true;
        _kmers = new KmerText(rows.File);
        _sequenceColumn = ColumnChoice.Sequence(rows, sequenceColumn);
        _labelColumn = ColumnChoice.Label(rows, labelColumn);
        _idColumn = ColumnChoice.Id(rows);
        _partColumn = partColumn is null ? -1 : rows.Column(partColumn);
    }

    /// <summary>The file's name for errors.</summary>
    public string File => _rows.File;

    /// <summary>The name of the column that the sequences are taken from.</summary>
    public string SequenceColumn => _rows.Columns[_sequenceColumn];

    /// <summary>The name of the column that the labels are taken from.</summary>
    public string LabelColumn => _rows.Columns[_labelColumn];

    /// <summary>How the sequences read so far were cut into k-mers; null when they were whole.</summary>
    public KmerShape? Kmers => _kmers.Shape;

    /// <summary>
    /// Opens a CSV, TSV or JSON lines file or, written <c>-</c>, standard input, plain or gzip, and finds the columns.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="sequenceColumn">The column to take the sequences from; null to find it.</param>
    /// <param name="labelColumn">The column to take the labels from; null to find it.</param>
    /// <param name="partColumn">The column that says which part of the dataset a row belongs to; null for none.</param>
    /// <param name="task">What the labels are for, if that is known: those of bases may stand in a list of JSON.</param>
    /// <exception cref="InputException">
    /// The file cannot be opened or has no header; a column is missing, or several could be it.
    /// </exception>
    public static LabelledTable Open(string path, string? sequenceColumn = null, string? labelColumn = null,
        string? partColumn = null, TaskKind? task = null) =>
        Open(TextLines.Open(path, RowReader.LongestRow), sequenceColumn, labelColumn, partColumn, task);

    /// <summary>The table in <paramref name="lines"/>, which it then owns; see the other <c>Open</c>.</summary>
    public static LabelledTable Open(TextLines lines, string? sequenceColumn = null, string? labelColumn = null,
        string? partColumn = null, TaskKind? task = null)
    {
        RowReader rows = RowReader.Open(lines);
        try
        {
            return new LabelledTable(rows, sequenceColumn, labelColumn, partColumn, task);
        }
        catch
        {
            rows.Dispose();
            throw;
        }
    }

    /// <summary>The samples in the order of the file, once.</summary>
    /// <exception cref="InputException">While reading: a row is wrong, or there is none.</exception>
    public IEnumerable<LabelledSequence> Read()
    {
        bool isEmpty = true;
        while (_rows.Next())
        {
            isEmpty = false;
            yield return new LabelledSequence(
                ColumnChoice.Id(_rows, _idColumn),
                _kmers.Join(_rows.Bytes(_sequenceColumn), _rows.Line),
                (_isPerBase ? _rows.List(_labelColumn) : _rows.Text(_labelColumn)).Trim(),
                _rows.Line)
            {
                Part = _partColumn < 0 ? "" : _rows.Text(_partColumn).Trim(),
            };
        }
        if (isEmpty)
            throw _rows.HeaderFault("the table has no rows", "a header and at least one row were expected",
                "check that this is the right file");
    }

    /// <inheritdoc/>
    public void Dispose() => _rows.Dispose();
}
