using Cistron.Sequences.Randomness;
using Cistron.Sequences.Splitting;

namespace Cistron.Sequences.Tests.Splitting;

public class RandomSplitTests
{
    private static readonly PartShares Shares = new(("train", 80), ("dev", 10), ("test", 10));

    [Theory]
    [InlineData(100, 80, 10, 10)]
    [InlineData(7, 5, 1, 1)]
    [InlineData(4, 3, 1, 0)]
    [InlineData(1, 1, 0, 0)]
    [InlineData(0, 0, 0, 0)]
    public void Parts_have_their_shares_to_the_row(int rows, int train, int dev, int test)
    {
        Split split = RandomSplit.Of(rows, Shares, seed: 1);

        Assert.Equal([train, dev, test], split.Counts);
        Assert.Equal(Enumerable.Range(0, rows), split.Parts.SelectMany((_, part) => split.Rows(part)).Order());
        Assert.Empty(split.Dropped);
    }

    [Fact]
    public void Every_row_has_the_same_chance()
    {
        int[] inTest = new int[50];
        for (ulong seed = 0; seed < 2_000; seed++)
            foreach (int row in RandomSplit.Of(inTest.Length, Shares, seed).Rows(2))
                inTest[row]++;

        // Five standard deviations of a binomial count with n = 2000 and p = 0.1.
        Assert.All(inTest, count => Assert.InRange(count, 200 - 67, 200 + 67));
    }

    [Fact]
    public void A_seed_gives_the_same_split_again_and_another_one_another()
    {
        Assert.Equal(RandomSplit.Of(50, Shares, seed: 1).PartOf, RandomSplit.Of(50, Shares, seed: 1).PartOf);
        Assert.NotEqual(RandomSplit.Of(50, Shares, seed: 1).PartOf, RandomSplit.Of(50, Shares, seed: 2).PartOf);
    }

    [Fact]
    public void A_stratified_split_keeps_labels_in_proportion()
    {
        for (ulong seed = 0; seed < 300; seed++)
        {
            RandomStream draws = RandomStream.For(seed, "labels");
            int kinds = 1 + (int)draws.NextBelow(5);
            string[] labels = [.. Enumerable.Range(0, (int)draws.NextBelow(300))
                .Select(_ => $"{Math.Min(draws.NextBelow(kinds), draws.NextBelow(kinds))}")];

            Split split = RandomSplit.Stratified(labels, Shares, seed);

            Assert.Equal(RandomSplit.Of(labels.Length, Shares, seed).Counts, split.Counts);
            var proportions = LabelProportions.Of(split, labels);
            for (int part = 0; part < 3; part++)
                for (int label = 0; label < proportions.Labels.Count; label++)
                {
                    int all = labels.Count(other => other == proportions.Labels[label]);
                    double wanted = (double)all * split.Counts[part] / labels.Length;
                    Assert.InRange(proportions.Counts[part][label], wanted - kinds - 1, wanted + kinds + 1);
                }
        }
    }

    [Fact]
    public void A_part_without_rows_is_a_warning()
    {
        Assert.Equal(["'test' has no rows"], RandomSplit.Of(4, Shares, seed: 1).Warnings);
    }

    [Fact]
    public void Shares_and_label_proportions_are_those_that_were_reached()
    {
        string[] labels = ["10", "9", "9", "9"];

        Split split = RandomSplit.Stratified(labels, new PartShares(("a", 1), ("b", 1)), seed: 3);

        var proportions = LabelProportions.Of(split, labels);
        Assert.Equal([0.5, 0.5], split.Shares);
        Assert.Equal(["9", "10"], proportions.Labels.Labels);
        Assert.Equal(3, proportions.Counts.Sum(counts => counts[0]));
        Assert.Equal([0.5, 1.0], new[] { proportions.Share(0, 0), proportions.Share(1, 0) }.Order());
    }
}
