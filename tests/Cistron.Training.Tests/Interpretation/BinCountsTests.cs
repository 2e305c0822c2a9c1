using Cistron.Training.Interpretation;

namespace Cistron.Training.Tests.Interpretation;

public sealed class BinCountsTests
{
    [Fact]
    public void Common_bins_go_from_the_lowest_number_to_the_highest()
    {
        var one = Of(0.31, 0.39, 0.55, 0.55);
        var other = Of(0.5);

        var (edges, shares) = BinCounts.Shown([one, other], most: 40);

        Assert.Equal([0.3, 0.4, 0.5, 0.6], edges, (e, a) => Math.Abs(e - a) < 1e-12);
        Assert.Equal([50, 0, 50], shares[0]);
        Assert.Equal([0, 0, 100], shares[1]);
    }

    [Fact]
    public void Narrow_bins_are_joined_where_there_are_too_many()
    {
        var (edges, shares) = BinCounts.Shown([Of(0.05, 0.15, 0.25, 0.35, 0.95)], most: 4);

        Assert.Equal([0, 0.3, 0.6, 0.9, 1.2], edges, (e, a) => Math.Abs(e - a) < 1e-12);
        Assert.Equal([60, 20, 0, 20], shares[0], (e, a) => Math.Abs(e - a) < 1e-12);
    }

    [Fact]
    public void What_lies_beyond_the_last_bin_is_counted_in_it()
    {
        var (edges, shares) = BinCounts.Shown([Of(7)], most: 4);

        Assert.Equal([0.9, 1], edges, (e, a) => Math.Abs(e - a) < 1e-12);
        Assert.Equal([100], shares[0]);
    }

    private static BinCounts Of(params double[] numbers)
    {
        var counts = new BinCounts(0.1, 10);
        foreach (double number in numbers)
            counts.Add(number);
        return counts;
    }
}
