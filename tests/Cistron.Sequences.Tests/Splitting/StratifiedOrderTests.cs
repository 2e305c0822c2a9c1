using Cistron.Sequences.Randomness;
using Cistron.Sequences.Splitting;

namespace Cistron.Sequences.Tests.Splitting;

public class StratifiedOrderTests
{
    private static readonly double[] Fractions = [0.01, 0.02, 0.1, 0.35, 0.5, 1];

    [Fact]
    public void Every_first_part_has_the_labels_in_proportion()
    {
        for (int trial = 0; trial < 100; trial++)
        {
            string[] labels = Labels(trial);
            int kinds = labels.Distinct().Count();

            int[] order = StratifiedOrder.Of(labels, seed: 1, "test");

            Assert.Equal(Enumerable.Range(0, labels.Length), order.Order());
            foreach (string label in labels.Distinct())
            {
                double share = (double)labels.Count(other => other == label) / labels.Length;
                for (int rows = 1, met = 0; rows <= order.Length; rows++)
                {
                    met += labels[order[rows - 1]] == label ? 1 : 0;
                    Assert.InRange(met, share * rows - kinds / 2.0 - 0.5, share * rows + kinds / 2.0 + 0.5);
                }
            }
        }
    }

    [Fact]
    public void Which_rows_of_a_label_come_first_is_drawn()
    {
        string[] labels = [.. Enumerable.Repeat("a", 100), .. Enumerable.Repeat("b", 100)];

        int[] first = StratifiedOrder.Of(labels, seed: 1, "train rows")[..20];

        Assert.InRange(first.Count(row => row < 100), 9, 11);
        Assert.InRange(first.Where(row => row < 100).Average(), 20, 80);
    }

    [Fact]
    public void Larger_subsets_contain_smaller_ones()
    {
        for (int trial = 0; trial < 100; trial++)
        {
            string[] labels = Labels(trial);

            IReadOnlyList<int[]> subsets = StratifiedOrder.Subsets(labels, Fractions, seed: 1);

            foreach ((int[] smaller, int[] larger) in subsets.Zip(subsets.Skip(1)))
                Assert.Equal(smaller, larger[..smaller.Length]);
            Assert.All(subsets.Zip(Fractions), subset => Assert.Equal(
                Math.Max(1, Math.Round(subset.Second * labels.Length, MidpointRounding.AwayFromZero)),
                subset.First.Distinct().Count()));
        }
    }

    [Fact]
    public void A_seed_and_a_stream_give_their_own_order()
    {
        string[] labels = Labels(1);
        int[] order = StratifiedOrder.Of(labels, seed: 1, "a");

        Assert.Equal(order, StratifiedOrder.Of(labels, seed: 1, "a"));
        Assert.NotEqual(order, StratifiedOrder.Of(labels, seed: 2, "a"));
        Assert.NotEqual(order, StratifiedOrder.Of(labels, seed: 1, "b"));
        Assert.NotEqual(
            StratifiedOrder.Subsets(labels, [0.5], seed: 1)[0], StratifiedOrder.Subsets(labels, [0.5], seed: 2)[0]);
    }

    [Fact]
    public void No_rows_have_empty_subsets()
    {
        Assert.Empty(Assert.Single(StratifiedOrder.Subsets([], [0.5], seed: 1)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public void A_fraction_out_of_range_is_refused(double fraction)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => StratifiedOrder.Subsets(["a"], [fraction], seed: 1));
    }

    private static string[] Labels(int trial)
    {
        RandomStream draws = RandomStream.For(1, "labels", trial);
        int kinds = 1 + (int)draws.NextBelow(6);
        return [.. Enumerable.Range(0, 20 + (int)draws.NextBelow(300))
            .Select(_ => $"{Math.Min(draws.NextBelow(kinds), draws.NextBelow(kinds))}")];
    }
}
