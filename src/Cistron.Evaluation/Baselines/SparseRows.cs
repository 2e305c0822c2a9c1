using System.Runtime.InteropServices;

namespace Cistron.Evaluation.Baselines;

/// <summary>
/// Feature rows of which most entries are 0; only the others are kept. Rows are added at the end; selections share the
/// entries, so that cross-validation costs no memory.
/// </summary>
public sealed class SparseRows
{
    private readonly List<int> _columns;
    private readonly List<float> _values;
    private readonly List<(int Start, int Length)> _rows;

    /// <summary>No rows yet, of <paramref name="width"/> features.</summary>
    public SparseRows(int width)
        : this(width, [], [], [])
    {
    }

    private SparseRows(int width, List<int> columns, List<float> values, List<(int Start, int Length)> rows)
    {
        Width = width;
        _columns = columns;
        _values = values;
        _rows = rows;
    }

    /// <summary>The number of rows.</summary>
    public int Count => _rows.Count;

    /// <summary>The number of features.</summary>
    public int Width { get; }

    /// <summary>The number of entries that are kept.</summary>
    public int Entries => _columns.Count;

    /// <summary>The entries of one row; valid until a row is added.</summary>
    public SparseRow this[int row]
    {
        get
        {
            (int start, int length) = _rows[row];
            return new SparseRow(
                CollectionsMarshal.AsSpan(_columns).Slice(start, length),
                CollectionsMarshal.AsSpan(_values).Slice(start, length));
        }
    }

    /// <summary>Adds a row given by all of its features.</summary>
    /// <exception cref="ArgumentException">The number of features is not <see cref="Width"/>.</exception>
    public void Add(ReadOnlySpan<float> features)
    {
        if (features.Length != Width)
            throw new ArgumentException(
                $"A row of {features.Length} features came to rows of {Width}.", nameof(features));
        int start = _columns.Count;
        for (int column = 0; column < features.Length; column++)
        {
            if (features[column] == 0)
                continue;
            _columns.Add(column);
            _values.Add(features[column]);
        }
        _rows.Add((start, _columns.Count - start));
    }

    /// <summary>Adds a row given by its entries that are not 0, whose columns rise and lie within the width.</summary>
    public void Add(SparseRow row)
    {
        _rows.Add((_columns.Count, row.Columns.Length));
        _columns.AddRange(row.Columns);
        _values.AddRange(row.Values);
    }

    /// <summary>The rows at the given indices, in that order.</summary>
    public SparseRows Select(IEnumerable<int> rows) =>
        new(Width, _columns, _values, [.. rows.Select(row => _rows[row])]);

    /// <summary>All rows with their first <paramref name="width"/> features only.</summary>
    public SparseRows Narrow(int width)
    {
        var rows = new List<(int Start, int Length)>(Count);
        for (int row = 0; row < Count; row++)
        {
            int found = this[row].Columns.BinarySearch(width);
            rows.Add((_rows[row].Start, found < 0 ? ~found : found));
        }
        return new SparseRows(width, _columns, _values, rows);
    }
}
