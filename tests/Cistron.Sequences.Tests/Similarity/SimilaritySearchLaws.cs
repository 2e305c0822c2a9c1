using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Similarity;

namespace Cistron.Sequences.Tests.Similarity;

/// <summary>The search against the definition, on sets with planted copies.</summary>
public class SimilaritySearchLaws
{
    [Fact]
    public void Pairs_are_those_of_the_definition()
    {
        int pairs = 0;

        ForEach((sequences, options, search) =>
        {
            IReadOnlyList<int> rows = search.Duplicates.FirstRows;
            List<SimilarPair> naive = NaiveSimilarity.Pairs([.. rows.Select(row => sequences[row])], options, search.K);
            pairs += naive.Count;
            Assert.Equal(
                naive.Select(pair => pair with { First = rows[pair.First], Second = rows[pair.Second] }),
                search.Pairs().OrderBy(pair => pair.Second).ThenBy(pair => pair.First));
        });

        Assert.True(pairs > 10_000);
    }

    [Fact]
    public void Pairs_come_in_the_same_order_each_time()
    {
        ForEach((_, _, search) => Assert.Equal(search.Pairs(), search.Pairs()));
    }

    [Fact]
    public void Groups_are_the_rows_with_equal_bases()
    {
        ForEach((sequences, options, search) =>
        {
            for (int second = 0; second < sequences.Count; second++)
                for (int first = 0; first < second; first++)
                    Assert.Equal(
                        NaiveSimilarity.AreEqual(sequences[first], sequences[second], options),
                        search.Duplicates.GroupOf[first] == search.Duplicates.GroupOf[second]);
        });
    }

    [Fact]
    public void Clusters_are_what_pairs_and_equal_rows_connect()
    {
        ForEach((sequences, _, search) =>
        {
            int[] clusterOf = [.. search.Duplicates.GroupOf.Select(group => search.Duplicates.FirstRows[group])];
            foreach (SimilarPair pair in search.Pairs())
            {
                (int kept, int lost) = (clusterOf[pair.First], clusterOf[pair.Second]);
                clusterOf = [.. clusterOf.Select(cluster => cluster == lost ? kept : cluster)];
            }
            Assert.Equal(Numbered(clusterOf), search.Clusters().ClusterOf);
            Assert.Equal(search.Clusters().ClusterOf, search.ClustersOf(search.Pairs()).ClusterOf);
        });
    }

    [Fact]
    public void Clusters_do_not_depend_on_the_order_of_rows()
    {
        RandomStream draws = RandomStream.For(4, "order");
        ForEach((sequences, options, search) =>
        {
            int[] order = [.. Enumerable.Range(0, sequences.Count)];
            draws.Shuffle<int>(order);

            var shuffled = new SimilaritySearch([.. order.Select(row => sequences[row])], options).Clusters();

            int[] clusterOf = new int[order.Length];
            for (int i = 0; i < order.Length; i++)
                clusterOf[order[i]] = shuffled.ClusterOf[i];
            Assert.Equal(search.Clusters().ClusterOf, Numbered(clusterOf));
        });
    }

    [Fact]
    public void Sizes_count_the_rows_of_each_cluster()
    {
        ForEach((sequences, _, search) =>
        {
            SequenceClusters clusters = search.Clusters();
            Assert.Equal(sequences.Count, clusters.Sizes.Sum());
            Assert.All(clusters.Sizes.Index(),
                size => Assert.Equal(clusters.ClusterOf.Count(cluster => cluster == size.Index), size.Item));
        });
    }

    private static int[] Numbered(int[] clusterOf)
    {
        int[] firsts = [.. clusterOf.Distinct()];
        return [.. clusterOf.Select(cluster => firsts.IndexOf(cluster))];
    }

    private static void ForEach(Action<List<byte[]>, SimilarityOptions, SimilaritySearch> law)
    {
        for (int trial = 0; trial < 120; trial++)
        {
            RandomStream draws = RandomStream.For(1, "sequences", trial);
            List<byte[]> sequences = NaiveSimilarity.Draw(draws, count: 100, longest: 80);
            var options = new SimilarityOptions(Alphabet.Dna)
            {
                Strands = trial % 3 == 0 ? ComparedStrands.Forward : ComparedStrands.Both,
                MinIdentity = new[] { 0.5, 0.7, 0.8, 0.9, 1 }[trial % 5],
                K = trial % 4 == 0 ? null : 1 + (int)draws.NextBelow(12),
            };
            law(sequences, options, new SimilaritySearch(sequences, options));
        }
    }
}
