using Cistron.Evaluation.Metrics;

namespace Cistron.Evaluation.Tests.Metrics;

public class FisherTestTests
{
    [Theory]
    // Fisher's tea: all four cups found among eight is 1 in 70, three or more 17 in 70.
    [InlineData(4, 4, 4, 8, 1.0 / 70)]
    [InlineData(3, 4, 4, 8, 17.0 / 70)]
    [InlineData(0, 4, 4, 8, 1)]
    // C(10, 3) / C(20, 3).
    [InlineData(3, 10, 3, 20, 120.0 / 1140)]
    public void The_chance_is_that_of_the_hypergeometric_tail(int groupWith, int group, int with, int rows, double chance)
    {
        Assert.Equal(Math.Log(chance), FisherTest.LogChance(groupWith, group, with, rows), 1e-9);
    }

    [Fact]
    public void Chances_far_below_the_smallest_number_keep_their_logarithm()
    {
        double log = FisherTest.LogChance(5000, 5000, 5000, 10_000);

        // 1 / C(10000, 5000), by Stirling's formula.
        Assert.Equal(-(10_000 * Math.Log(2) - 0.5 * Math.Log(Math.PI * 5000)), log, 1e-3);
    }

    [Fact]
    public void Contradicting_counts_are_refused()
    {
        Assert.Throws<ArgumentException>(() => FisherTest.LogChance(5, 4, 5, 8));
        Assert.Throws<ArgumentException>(() => FisherTest.LogChance(0, 7, 4, 8));
    }
}
