namespace Cistron.Evaluation.Metrics;

/// <summary>
/// Predictions that belong together in clusters, such as those for the bases of one sequence. Their metrics are those of
/// the members, but a resample draws whole clusters: members of one cluster are alike, and drawn one by one they would
/// give intervals that are too narrow (Davison and Hinkley, "Bootstrap Methods and their Application", 1997, section 3.8).
/// </summary>
public sealed class ClusteredPredictions : IPredictions
{
    private readonly int[] _clusterOf;

    /// <summary>Joins members that stand cluster after cluster.</summary>
    /// <param name="members">The predictions.</param>
    /// <param name="sizes">The members of each cluster in order; a cluster may have none.</param>
    /// <exception cref="ArgumentException">The sizes do not add up to the members.</exception>
    public ClusteredPredictions(IPredictions members, IReadOnlyList<int> sizes)
    {
        if (sizes.Sum() != members.Rows)
            throw new ArgumentException($"Clusters of {sizes.Sum()} came with {members.Rows} members.", nameof(sizes));
        Members = members;
        Rows = sizes.Count;
        _clusterOf = [.. sizes.SelectMany((size, cluster) => Enumerable.Repeat(cluster, size))];
    }

    /// <summary>The predictions one by one.</summary>
    public IPredictions Members { get; }

    /// <summary>The number of clusters.</summary>
    public int Rows { get; }

    /// <inheritdoc />
    public IReadOnlyList<Metric> Metrics => Members.Metrics;

    /// <inheritdoc />
    public double[] Measure(ReadOnlySpan<int> counts)
    {
        int[] ofMembers = new int[_clusterOf.Length];
        for (int member = 0; member < ofMembers.Length; member++)
            ofMembers[member] = counts[_clusterOf[member]];
        return Members.Measure(ofMembers);
    }
}
