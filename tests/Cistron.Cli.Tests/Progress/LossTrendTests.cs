using Cistron.Cli.Progress;

namespace Cistron.Cli.Tests.Progress;

public sealed class LossTrendTests
{
    [Fact]
    public void A_long_run_is_shown_whole_in_at_most_32_bars()
    {
        var trend = new LossTrend();

        for (int step = 0; step < 10_000; step++)
            trend.Add(10_000 - step);

        string bars = trend.ToString();
        Assert.InRange(bars.Length, 16, 32);
        Assert.StartsWith("█", bars);
        Assert.EndsWith("▁", bars);
        Assert.Equal(string.Concat(bars.OrderDescending()), bars);
    }

    [Fact]
    public void Equal_losses_are_a_flat_line()
    {
        var trend = new LossTrend();

        trend.Add(1);
        trend.Add(1);

        Assert.Equal("▁▁", trend.ToString());
    }
}
