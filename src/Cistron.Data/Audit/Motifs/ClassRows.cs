namespace Cistron.Data.Audit.Motifs;

/// <summary>How many rows of each class are among some rows.</summary>
internal sealed class ClassRows
{
    private readonly int[] _counts;

    public ClassRows(AuditedData data, IEnumerable<int> rows)
    {
        _counts = new int[data.Task.Labels.Count];
        foreach (int row in rows)
            _counts[data.ClassOf(row)]++;
        All = _counts.Sum();
    }

    /// <summary>Rows of a class.</summary>
    public int this[int label] => _counts[label];

    /// <summary>Rows of every class.</summary>
    public int All { get; }

    /// <summary>Rows of the other classes.</summary>
    public int Others(int label) => All - _counts[label];
}
