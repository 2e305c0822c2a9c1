namespace Cistron.Models.Inference;

/// <summary>
/// The rows of a stream of items on their way through a model: rows of like length meet in a batch, whichever items they are
/// of, and each item gets the answers for its own rows back. Memory holds a few batches, whatever the number of items.
/// </summary>
/// <param name="mostRows">Rows of a batch, at most.</param>
/// <param name="mostTokens">Tokens of a batch, padding included, at most; a row that has more is a batch alone.</param>
/// <param name="tokens">How many tokens a row has: at least one.</param>
/// <param name="forward">What a model says of the rows of a batch: an answer for each, in their order.</param>
public sealed class RowBatches<TRow, TAnswer>(
    int mostRows, int mostTokens, Func<TRow, int> tokens, Func<TRow[], IReadOnlyList<TAnswer>> forward)
{
    /// <summary>Batches that are sorted by length together: enough to find rows of like length, few enough to wait for.</summary>
    private const int BatchesInPool = 32;

    /// <summary>Every item with the answers for its rows, in the order of the items and of their rows.</summary>
    /// <param name="items">Are read as far ahead as a pool of batches reaches.</param>
    /// <param name="rows">The rows of an item; is asked once.</param>
    /// <param name="stop">Ends the work between two batches.</param>
    /// <exception cref="OperationCanceledException">The work was ended.</exception>
    public IEnumerable<(T Item, TAnswer[] Answers)> Answers<T>(
        IEnumerable<T> items, Func<T, IEnumerable<TRow>> rows, CancellationToken stop)
    {
        var pool = new List<(T Item, int Rows)>();
        var pooled = new List<TRow>();
        foreach (var item in items)
        {
            int before = pooled.Count;
            pooled.AddRange(rows(item));
            pool.Add((item, pooled.Count - before));
            if (pooled.Count < (long)mostRows * BatchesInPool)
                continue;
            foreach (var answered in Answers(pool, pooled, stop))
                yield return answered;
            pool.Clear();
            pooled.Clear();
        }
        foreach (var answered in Answers(pool, pooled, stop))
            yield return answered;
    }

    private IEnumerable<(T Item, TAnswer[] Answers)> Answers<T>(
        List<(T Item, int Rows)> pool, List<TRow> rows, CancellationToken stop)
    {
        var answers = new TAnswer[rows.Count];
        foreach (int[] batch in Batches(rows))
        {
            stop.ThrowIfCancellationRequested();
            var answered = forward([.. batch.Select(row => rows[row])]);
            for (int i = 0; i < batch.Length; i++)
                answers[batch[i]] = answered[i];
        }
        int next = 0;
        foreach (var (item, count) in pool)
            yield return (item, answers[next..(next += count)]);
    }

    /// <summary>The numbers of the rows of each batch.</summary>
    private IEnumerable<int[]> Batches(List<TRow> rows)
    {
        // The longest first: what they give back to the heap, shorter rows fit into, and not the other way round.
        int[] order = [.. Enumerable.Range(0, rows.Count).OrderByDescending(row => tokens(rows[row]))];
        for (int start = 0; start < order.Length;)
        {
            int fit = Math.Clamp(mostTokens / tokens(rows[order[start]]), 1, mostRows);
            yield return order[start..(start = Math.Min(start + fit, order.Length))];
        }
    }
}
