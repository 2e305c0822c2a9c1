namespace Cistron.Sequences.Similarity;

/// <summary>
/// Rows in clusters such that similar rows are in the same one: single linkage, so the ends of a chain of similar rows
/// may differ. Which rows are together does not depend on their order.
/// </summary>
public sealed class SequenceClusters
{
    /// <param name="roots">For each row an item that is the same for the rows of a cluster.</param>
    internal SequenceClusters(IEnumerable<int> roots)
    {
        var clusters = new Dictionary<int, int>();
        List<int> sizes = [];
        List<int> clusterOf = [];
        foreach (int root in roots)
        {
            if (clusters.TryAdd(root, sizes.Count))
                sizes.Add(0);
            clusterOf.Add(clusters[root]);
            sizes[clusters[root]]++;
        }
        (ClusterOf, Sizes) = (clusterOf, sizes);
    }

    /// <summary>The cluster of each row; clusters are numbered by their first rows.</summary>
    public IReadOnlyList<int> ClusterOf { get; }

    /// <summary>How many rows each cluster has, equal ones included.</summary>
    public IReadOnlyList<int> Sizes { get; }
}
