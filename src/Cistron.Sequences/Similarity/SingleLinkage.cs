namespace Cistron.Sequences.Similarity;

/// <summary>
/// Joins the similar sequences of an index into clusters. What the full join must look at is what is not yet together,
/// so a first pass joins what is easily found: a thousand genes of one family are then one label and not half a million
/// pairs.
/// </summary>
internal static class SingleLinkage
{
    // Sequences met by chance that the first pass tries before it leaves the rest to the join.
    private const int MostFailures = 8;

    /// <summary>Joins the clusters of all similar pairs.</summary>
    /// <param name="index">The index.</param>
    /// <param name="rule">Which pairs of the index are similar.</param>
    /// <param name="items">The item in <paramref name="clusters"/> of each sequence of the index.</param>
    /// <param name="clusters">What is already together, and then more.</param>
    /// <param name="stop">Ends the work.</param>
    public static void Join(KmerIndex index, PairRule rule, int[] items, DisjointSets clusters, CancellationToken stop)
    {
        JoinNeighbours(index, rule, items, clusters, stop);
        int[] labels = [.. items.Select(clusters.Root)];
        bool AreApart(int one, int other) => clusters.Root(items[one]) != clusters.Root(items[other]);
        foreach (SimilarPair pair in new KmerJoin(index, rule, labels).Pairs(AreApart, stop))
            clusters.Join(items[pair.First], items[pair.Second]);
    }

    // Tries each sequence with the next one in the postings of each of its k-mers, from the rarest on.
    private static void JoinNeighbours(KmerIndex index, PairRule rule, int[] items, DisjointSets clusters, CancellationToken stop)
    {
        var postings = new KmerPostings(index, [.. Enumerable.Range(0, index.Count)]);
        for (int sequence = 0; sequence < index.Count; sequence++)
        {
            stop.ThrowIfCancellationRequested();
            int failures = 0;
            foreach (int rank in index.Ranks(sequence))
            {
                ReadOnlySpan<int> having = postings.Of(rank);
                int place = KmerPostings.FirstFrom(having, sequence + 1);
                if (place == having.Length || clusters.Root(items[sequence]) == clusters.Root(items[having[place]]))
                    continue;
                if (AreSimilar(index, rule, sequence, having[place]))
                    clusters.Join(items[sequence], items[having[place]]);
                else if (++failures == MostFailures)
                    break;
            }
        }
    }

    private static bool AreSimilar(KmerIndex index, PairRule rule, int one, int other) =>
        rule.Compares(one, other) &&
        KmerIndex.Common(index.Ranks(one), index.Ranks(other)) >=
        rule.FewestShared(Math.Min(index.Size(one), index.Size(other)));
}
