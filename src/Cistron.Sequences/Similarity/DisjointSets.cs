namespace Cistron.Sequences.Similarity;

/// <summary>
/// Items that are joined into sets: union–find with path compression. Any number of threads may ask while none joins.
/// </summary>
internal sealed class DisjointSets(int count)
{
    private readonly int[] _parents = [.. Enumerable.Range(0, count)];

    /// <summary>The smallest item of an item's set.</summary>
    public int Root(int item)
    {
        while (_parents[item] != item)
            item = _parents[item];
        return item;
    }

    /// <summary>Makes one set of the sets of two items.</summary>
    public void Join(int one, int other)
    {
        int root = Math.Min(Root(one), Root(other));
        Redirect(one, root);
        Redirect(other, root);
    }

    private void Redirect(int item, int root)
    {
        while (item != root)
            (item, _parents[item]) = (_parents[item], root);
    }
}
