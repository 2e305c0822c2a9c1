using Cistron.Sequences.Formats;

namespace Cistron.Sequences.Splitting;

/// <summary>Which part each row of a dataset belongs to, and what there is to say about it.</summary>
public sealed class Split
{
    /// <summary>The part of a row that is in none.</summary>
    public const int NoPart = -1;

    private readonly int[] _partOf;
    private readonly int[] _counts;

    internal Split(
        IReadOnlyList<string> parts, int[] partOf, IEnumerable<DroppedRows> dropped, IEnumerable<string> warnings)
    {
        (Parts, _partOf) = (parts, partOf);
        _counts = new int[parts.Count];
        foreach (int part in partOf)
            if (part != NoPart)
                _counts[part]++;
        Dropped = [.. dropped.Where(rows => rows.Count > 0)];
        Warnings =
        [
            .. warnings,
            .. parts.Where((_, part) => _counts[part] == 0).Select(part => $"{InputException.Quote(part)} has no rows"),
        ];
    }

    /// <summary>The parts' names.</summary>
    public IReadOnlyList<string> Parts { get; }

    /// <summary>For each row the place of its part in <see cref="Parts"/>, or <see cref="NoPart"/>.</summary>
    public IReadOnlyList<int> PartOf => _partOf;

    /// <summary>How many rows each part has.</summary>
    public IReadOnlyList<int> Counts => _counts;

    /// <summary>The share that each part has of all rows that are in one; NaN when none is.</summary>
    public IReadOnlyList<double> Shares => [.. _counts.Select(count => (double)count / _counts.Sum())];

    /// <summary>The rows that are in no part, by the reason why; none when all are in one.</summary>
    public IReadOnlyList<DroppedRows> Dropped { get; }

    /// <summary>What a user should know, each a clause that follows "warning: "; none when all is well.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>The rows of a part, ascending.</summary>
    public int[] Rows(int part) => [.. Enumerable.Range(0, _partOf.Length).Where(row => _partOf[row] == part)];
}

/// <summary>Rows that a split left out.</summary>
/// <param name="Reason">Where they were, such as <c>across a border</c>.</param>
/// <param name="Count">How many.</param>
public sealed record DroppedRows(string Reason, int Count);
