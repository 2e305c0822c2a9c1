using Cistron.Sequences.Formats;
using Cistron.Sequences.Formats.Tables;

namespace Cistron.Sequences.Datasets;

/// <summary>
/// A table of sequences and labels, read once from start to end. The columns are the ones asked for; unasked,
/// <c>sequence</c> and <c>label</c>; where those are missing, the only alias among <c>seq</c>, <c>utr</c>, <c>text</c>,
/// or <c>target</c>, <c>class</c>, <c>y</c>.
/// </summary>
public sealed class LabelledTable : IDisposable
{
    private readonly TableReader _table;
    private readonly int _sequenceColumn;
    private readonly int _labelColumn;
    private readonly int _idColumn;
    private readonly int _partColumn;

    private LabelledTable(TableReader table, string? sequenceColumn, string? labelColumn, string? partColumn)
    {
        _table = table;
        _sequenceColumn = ColumnChoice.Sequence(table, sequenceColumn);
        _labelColumn = ColumnChoice.Label(table, labelColumn);
        _idColumn = ColumnChoice.Id(table);
        _partColumn = partColumn is null ? -1 : table.Column(partColumn);
    }

    /// <summary>The file's name for errors.</summary>
    public string File => _table.File;

    /// <summary>The name of the column that the sequences are taken from.</summary>
    public string SequenceColumn => _table.Columns[_sequenceColumn];

    /// <summary>The name of the column that the labels are taken from.</summary>
    public string LabelColumn => _table.Columns[_labelColumn];

    /// <summary>
    /// Opens a CSV or TSV file or, written <c>-</c>, standard input, plain or gzip, and finds the columns.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="sequenceColumn">The column to take the sequences from; null to find it.</param>
    /// <param name="labelColumn">The column to take the labels from; null to find it.</param>
    /// <param name="partColumn">The column that says which part of the dataset a row belongs to; null for none.</param>
    /// <exception cref="InputException">
    /// The file cannot be opened or has no header; a column is missing, or several could be it.
    /// </exception>
    public static LabelledTable Open(
        string path, string? sequenceColumn = null, string? labelColumn = null, string? partColumn = null) =>
        Open(TextLines.Open(path, TableReader.LongestRow), sequenceColumn, labelColumn, partColumn);

    /// <summary>The table in <paramref name="lines"/>, which it then owns; see the other <c>Open</c>.</summary>
    public static LabelledTable Open(
        TextLines lines, string? sequenceColumn = null, string? labelColumn = null, string? partColumn = null)
    {
        var table = new TableReader(lines);
        try
        {
            return new LabelledTable(table, sequenceColumn, labelColumn, partColumn);
        }
        catch
        {
            table.Dispose();
            throw;
        }
    }

    /// <summary>The samples in the order of the file, once.</summary>
    /// <exception cref="InputException">While reading: a row is wrong, or there is none.</exception>
    public IEnumerable<LabelledSequence> Read()
    {
        bool isEmpty = true;
        while (_table.Next())
        {
            isEmpty = false;
            yield return new LabelledSequence(
                ColumnChoice.Id(_table, _idColumn),
                _table.Bytes(_sequenceColumn).Trim(" \t"u8).ToArray(),
                _table.Text(_labelColumn).Trim(),
                _table.Line)
            {
                Part = _partColumn < 0 ? "" : _table.Text(_partColumn).Trim(),
            };
        }
        if (isEmpty)
            throw _table.HeaderFault("the table has no rows", "a header and at least one row were expected",
                "check that this is the right file");
    }

    /// <inheritdoc/>
    public void Dispose() => _table.Dispose();
}
