using Cistron.Sequences.Inspection;
using Cistron.Sequences.Randomness;

namespace Cistron.Sequences.Tests.Inspection;

public class DistributionTests
{
    [Fact]
    public void Quantiles_are_values_that_occur()
    {
        Distribution lengths = Lengths([.. Enumerable.Range(1, 20)]);

        Assert.True(lengths.IsExact);
        Assert.Equal((1, 5, 10, 15, 19),
            (lengths.Quantile05, lengths.Quantile25, lengths.Median, lengths.Quantile75, lengths.Quantile95));
    }

    [Fact]
    public void Few_different_lengths_have_a_bin_each()
    {
        Histogram histogram = Lengths([7, 9, 9]).Histogram;

        Assert.Equal([7, 8, 9, 10], histogram.Edges);
        Assert.Equal([1, 0, 2], histogram.Counts);
    }

    [Fact]
    public void Bins_of_skewed_lengths_grow()
    {
        Histogram histogram = Lengths([.. Enumerable.Repeat(100, 50), 0, 1_000_000]).Histogram;

        double[] widths = [.. histogram.Edges.Skip(2).Zip(histogram.Edges.Skip(1), (end, start) => end - start)];
        Assert.True(widths[^1] > 1_000 * widths[0]);
        Assert.Equal((0, 1_000_001), (histogram.Edges[0], histogram.Edges[^1]));
    }

    [Fact]
    public void Every_value_is_in_the_bin_between_its_edges()
    {
        for (int round = 0; round < 200; round++)
        {
            RandomStream draws = RandomStream.For(3, "histogram", round);
            long most = 1 + draws.NextBelow(1L << (int)(1 + draws.NextBelow(14)));
            int[] values = [.. Enumerable.Range(0, 30).Select(_ => (int)draws.NextBelow(most))];

            Histogram histogram = Lengths(values).Histogram;

            Assert.InRange(histogram.Counts.Count, 1, 51);
            Assert.Equal(histogram.Edges, histogram.Edges.Distinct().Order());
            for (int i = 0; i < histogram.Counts.Count; i++)
                Assert.Equal(values.Count(v => v >= histogram.Edges[i] && v < histogram.Edges[i + 1]), histogram.Counts[i]);
        }
    }

    [Fact]
    public void Empty_bins_at_the_ends_are_left_out_and_those_between_are_not()
    {
        Histogram histogram = new Histogram([0, 1, 2, 3, 4, 5], [0, 2, 0, 1, 0]).Trimmed();

        Assert.Equal([1, 2, 3, 4], histogram.Edges);
        Assert.Equal([2, 0, 1], histogram.Counts);
    }

    [Fact]
    public void Neighbouring_bins_are_joined_until_few_are_left_and_no_value_is_lost()
    {
        Histogram histogram = new Histogram([0, 1, 2, 4, 8, 16], [1, 2, 3, 4, 5]).Joined(3);

        Assert.Equal([0, 2, 8, 16], histogram.Edges);
        Assert.Equal([3, 7, 5], histogram.Counts);
    }

    [Fact]
    public void Shares_have_fifty_bins_and_the_last_one_has_1()
    {
        using var folder = new TemporaryFolder();

        Histogram histogram = FileInspector.Inspect(folder.Write("x.txt", "GGCC\nAATT\nAC\nGCG\n")).Sequences!.Gc!.Histogram;

        Assert.Equal((51, 0.0, 1.0), (histogram.Edges.Count, histogram.Edges[0], histogram.Edges[^1]));
        Assert.Equal((1, 1, 2), (histogram.Counts[0], histogram.Counts[25], histogram.Counts[49]));
    }

    private static Distribution Lengths(int[] lengths)
    {
        using var folder = new TemporaryFolder();
        string text = string.Concat(lengths.Select((length, i) => $">s{i}\n{new string('A', length)}\n"));
        return FileInspector.Inspect(folder.Write("x.fa", text)).Sequences!.Lengths;
    }
}
