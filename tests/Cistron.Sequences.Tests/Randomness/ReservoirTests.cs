using Cistron.Sequences.Randomness;

namespace Cistron.Sequences.Tests.Randomness;

public sealed class ReservoirTests
{
    [Fact]
    public void A_stream_that_fits_is_kept_whole()
    {
        Assert.Equal([3, 1, 2], Of(5, [3, 1, 2]).Sample);
        Assert.Empty(Of(5, []).Sample);
    }

    [Fact]
    public void A_sample_of_a_longer_stream_is_in_its_order_and_the_same_for_a_seed()
    {
        var reservoir = Of(10, Enumerable.Range(0, 1000));

        Assert.Equal((10, 1000), (reservoir.Sample.Count, reservoir.Count));
        Assert.Equal(reservoir.Sample.Distinct().Order(), reservoir.Sample);
        Assert.Equal(reservoir.Sample, Of(10, Enumerable.Range(0, 1000)).Sample);
        Assert.NotEqual(reservoir.Sample, Of(10, Enumerable.Range(0, 1000), seed: 2).Sample);
    }

    [Fact]
    public void Every_item_is_as_likely_as_any_other()
    {
        int[] drawn = new int[20];
        for (ulong seed = 0; seed < 4000; seed++)
            foreach (int item in Of(5, Enumerable.Range(0, 20), seed).Sample)
                drawn[item]++;

        // 1,000 each, with a standard deviation of 27.
        Assert.All(drawn, count => Assert.InRange(count, 870, 1130));
    }

    private static Reservoir<int> Of(int most, IEnumerable<int> items, ulong seed = 1)
    {
        var reservoir = new Reservoir<int>(most, RandomStream.For(seed, "sample"));
        foreach (int item in items)
            reservoir.Add(item);
        return reservoir;
    }
}
