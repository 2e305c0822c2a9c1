namespace Cistron.Evaluation.Metrics;

/// <summary>Refuses predictions whose parts do not fit together, before a metric comes out wrong.</summary>
internal static class Shape
{
    /// <summary>Checks that <paramref name="matrix"/> has <paramref name="rows"/> &gt; 0 rows of one length.</summary>
    /// <exception cref="ArgumentException">It has not.</exception>
    public static void Check<T>(T[][] matrix, int rows)
    {
        if (rows == 0)
            throw new ArgumentException("There are no rows to judge.", nameof(rows));
        if (matrix.Length != rows)
            throw new ArgumentException(
                $"{matrix.Length} rows of predictions came with {rows} labels.", nameof(matrix));
        int columns = matrix[0].Length;
        for (int row = 0; row < rows; row++)
            if (matrix[row].Length != columns)
                throw new ArgumentException(
                    $"Row {row} has {matrix[row].Length} columns where row 0 has {columns}.", nameof(matrix));
    }

    /// <summary>
    /// The given names, one for each of <paramref name="count"/>, or their indices when none are given.
    /// </summary>
    /// <exception cref="ArgumentException">The number of names differs.</exception>
    public static IReadOnlyList<string> Names(IReadOnlyList<string>? names, int count)
    {
        if (names is null)
            return [.. Enumerable.Range(0, count).Select(i => $"{i}")];
        return names.Count == count
            ? names
            : throw new ArgumentException(
                $"{names.Count} names came for {count} columns of predictions.", nameof(names));
    }
}
