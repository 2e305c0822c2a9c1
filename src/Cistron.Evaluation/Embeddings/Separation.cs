namespace Cistron.Evaluation.Embeddings;

/// <summary>How far vectors with one label lie together, apart from those with others.</summary>
/// <param name="Purity">The share of the nearest neighbours that have the label of the vector, on average.</param>
/// <param name="Chance">The purity that labels dealt out at random would have.</param>
/// <param name="Silhouette">
/// The mean silhouette (P. J. Rousseeuw, "Silhouettes: a graphical aid to the interpretation and validation of cluster
/// analysis", 1987): from -1 over 0 (no order) to 1 (labels are clusters); NaN when there is one label only.
/// </param>
public sealed record Separation(double Purity, double Chance, double Silhouette)
{
    /// <summary>
    /// The separation of the same vectors by several kinds of labels, from all Euclidean distances. Memory holds one row of
    /// distances a thread.
    /// </summary>
    /// <param name="points">The vectors, at least two, of one length.</param>
    /// <param name="labelings">Of each kind, the label of each vector, counted from 0.</param>
    /// <param name="neighbours">How many nearest neighbours are looked at; at most all others are.</param>
    /// <exception cref="ArgumentException">The vectors cannot be compared, or labels are missing.</exception>
    public static IReadOnlyList<Separation> Of(IReadOnlyList<float[]> points, IReadOnlyList<int[]> labelings, int neighbours)
    {
        Distance.Check(points);
        ArgumentOutOfRangeException.ThrowIfLessThan(points.Count, 2);
        if (labelings.Any(labels => labels.Length != points.Count))
            throw new ArgumentException($"Every one of the {points.Count} vectors needs a label.", nameof(labelings));
        int nearest = Math.Clamp(neighbours, 1, points.Count - 1);
        int[][] counts = [.. labelings.Select(labels => labels.CountBy(label => label).Aggregate(
            new int[labels.Max() + 1], (sizes, pair) => { sizes[pair.Key] = pair.Value; return sizes; }))];
        var purities = new double[labelings.Count, points.Count];
        var silhouettes = new double[labelings.Count, points.Count];
        Parallel.For(0, points.Count, point =>
        {
            double[] distances = [.. points.Select(other => Math.Sqrt(Distance.Squared(points[point], other)))];
            int[] order = [.. Enumerable.Range(0, points.Count).Where(other => other != point)];
            Array.Sort([.. order.Select(other => distances[other])], order);
            for (int kind = 0; kind < labelings.Count; kind++)
            {
                int[] labels = labelings[kind];
                purities[kind, point] = (double)order.Take(nearest).Count(other => labels[other] == labels[point]) / nearest;
                silhouettes[kind, point] = SilhouetteOf(point, distances, labels, counts[kind]);
            }
        });
        return [.. labelings.Select((_, kind) => new Separation(
            Enumerable.Range(0, points.Count).Average(point => purities[kind, point]),
            counts[kind].Sum(count => (double)count / points.Count * (count - 1) / (points.Count - 1)),
            counts[kind].Count(count => count > 0) < 2 ? double.NaN
                : Enumerable.Range(0, points.Count).Average(point => silhouettes[kind, point])))];
    }

    private static double SilhouetteOf(int point, double[] distances, int[] labels, int[] counts)
    {
        var sums = new double[counts.Length];
        for (int other = 0; other < distances.Length; other++)
            sums[labels[other]] += distances[other];
        int own = labels[point];
        // Alone in its cluster, a vector has no distance to its own; Rousseeuw gives it 0.
        if (counts[own] == 1)
            return 0;
        double inside = sums[own] / (counts[own] - 1), outside = double.PositiveInfinity;
        for (int label = 0; label < counts.Length; label++)
            if (label != own && counts[label] > 0)
                outside = Math.Min(outside, sums[label] / counts[label]);
        return Math.Max(inside, outside) is > 0 and var larger ? (outside - inside) / larger : 0;
    }
}
