using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Similarity;
using Cistron.Sequences.Splitting;
using Cistron.Sequences.Tests.Similarity;

namespace Cistron.Sequences.Tests.Splitting;

public class GroupSplitTests
{
    private static readonly PartShares Shares = new(("train", 80), ("dev", 10), ("test", 10));

    [Fact]
    public void Every_group_is_in_one_part()
    {
        ForEach((groups, labels, shares, seed) =>
        {
            Split split = GroupSplit.Of(groups, labels, shares, seed);

            Assert.Equal(groups.Length, split.Counts.Sum());
            Assert.All(groups.Index().GroupBy(group => group.Item),
                rows => Assert.Single(rows.Select(row => split.PartOf[row.Index]).Distinct()));
        });
    }

    [Fact]
    public void No_part_has_a_group_more_than_was_asked()
    {
        ForEach((groups, labels, shares, seed) =>
        {
            Split split = GroupSplit.Of(groups, labels, shares, seed);

            int largest = groups.CountBy(group => group).Max(group => group.Value);
            for (int part = 0; part < split.Parts.Count; part++)
            {
                double wanted = shares.Shares[part] * groups.Length;
                Assert.True(split.Counts[part] < wanted + largest);
                // What is missing from one part is what the others have too much of.
                Assert.True(split.Counts[part] > wanted - (split.Parts.Count - 1) * largest);
            }
        });
    }

    [Fact]
    public void Many_small_groups_reach_shares_and_labels_nearly()
    {
        for (ulong seed = 0; seed < 30; seed++)
        {
            RandomStream draws = RandomStream.For(seed, "groups");
            int[] groups = [.. Enumerable.Range(0, 3_000).Select(_ => (int)draws.NextBelow(900))];
            // Labels differ between groups: a group has mostly one of them.
            string[] labels = [.. groups.Select(group => draws.NextBelow(10) == 0 ? "c" : group % 4 == 0 ? "b" : "a")];

            Split split = GroupSplit.Of(groups, labels, Shares, seed);

            var proportions = LabelProportions.Of(split, labels);
            for (int part = 0; part < 3; part++)
            {
                Assert.InRange(split.Shares[part], Shares.Shares[part] - 0.002, Shares.Shares[part] + 0.002);
                for (int label = 0; label < 3; label++)
                {
                    double all = labels.Count(other => other == proportions.Labels[label]) / 3_000.0;
                    Assert.InRange(proportions.Share(part, label), all - 0.02, all + 0.02);
                }
            }
        }
    }

    [Fact]
    public void Large_groups_do_not_all_go_to_the_largest_part()
    {
        int[] groups = [.. Enumerable.Range(0, 1_000).Select(row => row < 600 ? row / 20 : row)];

        Split split = GroupSplit.Of(groups, null, Shares, seed: 1);

        Assert.Equal([800, 100, 100], split.Counts);
        Assert.All([1, 2], part => Assert.Contains(split.Rows(part), row => row < 600));
    }

    [Fact]
    public void Labels_too_rare_to_share_out_do_not_draw_all_rows_to_one_part()
    {
        // Each label alone is nearest to what was asked in the training part, where 60 % of it should be.
        var shares = new PartShares(("train", 60), ("dev", 20), ("test", 20));

        Split split = GroupSplit.Of<int>([1, 2, 3], ["a", "b", "c"], shares, seed: 1);

        Assert.Equal([2, 1, 0], split.Counts);
    }

    [Fact]
    public void A_group_larger_than_a_part_is_a_warning()
    {
        int[] groups = [.. Enumerable.Range(0, 100).Select(row => row < 40 ? 0 : row)];

        Split split = GroupSplit.Of(groups, null, Shares, seed: 1);

        Assert.Equal(["the largest group has 40 of 100 rows, more than the 10 asked for 'dev'"], split.Warnings);
        Assert.Equal(0, split.PartOf[0]);
        Assert.Equal([80, 10, 10], split.Counts);
    }

    [Fact]
    public void A_seed_gives_the_same_split_again_and_another_one_another()
    {
        string[] groups = [.. Enumerable.Range(0, 60).Select(row => $"gene{row / 3}")];

        Assert.Equal(GroupSplit.Of(groups, null, Shares, 1).PartOf, GroupSplit.Of(groups, null, Shares, 1).PartOf);
        Assert.NotEqual(GroupSplit.Of(groups, null, Shares, 1).PartOf, GroupSplit.Of(groups, null, Shares, 2).PartOf);
    }

    [Fact]
    public void No_rows_make_empty_parts()
    {
        Assert.Equal([0, 0, 0], GroupSplit.Of<int>([], [], Shares, seed: 1).Counts);
    }

    [Fact]
    public void No_similar_pair_crosses_the_parts_of_a_split_by_similarity()
    {
        int kept = 0;
        for (int trial = 0; trial < 40; trial++)
        {
            List<byte[]> sequences = NaiveSimilarity.Draw(RandomStream.For(7, "split", trial), count: 100, longest: 90);
            var options = new SimilarityOptions(Alphabet.Dna)
            {
                MinIdentity = trial % 2 == 0 ? 0.8 : 0.9,
                Strands = trial % 5 == 0 ? ComparedStrands.Forward : ComparedStrands.Both,
            };

            var search = new SimilaritySearch(sequences, options);
            Split split = GroupSplit.Of(search.Clusters().ClusterOf, null, Shares, seed: 1);

            foreach (SimilarPair pair in NaiveSimilarity.Pairs(sequences, options, search.K))
            {
                Assert.Equal(split.PartOf[pair.First], split.PartOf[pair.Second]);
                kept += split.PartOf[pair.First] == 0 ? 0 : 1;
            }
            for (int second = 0; second < sequences.Count; second++)
                for (int first = 0; first < second; first++)
                    Assert.True(
                        split.PartOf[first] == split.PartOf[second]
                        || !NaiveSimilarity.AreEqual(sequences[first], sequences[second], options));
        }

        Assert.True(kept > 100);
    }

    private static void ForEach(Action<int[], string[]?, PartShares, ulong> law)
    {
        for (int trial = 0; trial < 300; trial++)
        {
            RandomStream draws = RandomStream.For(1, "groups", trial);
            int count = 1 + (int)draws.NextBelow(40);
            int[] groups = [.. Enumerable.Range(0, 1 + (int)draws.NextBelow(400))
                .Select(_ => (int)Math.Min(draws.NextBelow(count), draws.NextBelow(count)))];
            string[]? labels = trial % 3 == 0 ? null : [.. groups.Select(_ => $"{draws.NextBelow(1 + trial % 4)}")];
            PartShares shares = trial % 4 == 0
                ? new PartShares(("1", 1), ("2", 1), ("3", 1), ("4", 1), ("5", 1))
                : new PartShares(("train", 1 + draws.NextDouble()), ("dev", draws.NextDouble() + 0.1), ("test", 0.2));
            law(groups, labels, shares, (ulong)trial);
        }
    }
}
