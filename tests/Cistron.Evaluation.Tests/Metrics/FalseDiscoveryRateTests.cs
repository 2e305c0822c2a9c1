using Cistron.Evaluation.Metrics;
using Cistron.Sequences.Randomness;

namespace Cistron.Evaluation.Tests.Metrics;

public sealed class FalseDiscoveryRateTests
{
    [Theory]
    // By hand: sorted, each chance times tests over rank, then the least of what follows.
    [InlineData(new[] { 0.01, 0.02, 0.03, 0.04, 0.05 }, new[] { 0.05, 0.05, 0.05, 0.05, 0.05 })]
    [InlineData(new[] { 0.04, 0.01, 0.5, 0.03 }, new[] { 0.16 / 3, 0.04, 0.5, 0.16 / 3 })]
    [InlineData(new[] { 0.9, 0.95 }, new[] { 0.95, 0.95 })]
    [InlineData(new[] { 0.2 }, new[] { 0.2 })]
    public void Values_are_those_of_the_procedure(double[] chances, double[] values)
    {
        double[] found = FalseDiscoveryRate.LogValues([.. chances.Select(chance => Math.Log(chance))]);

        Assert.All(found.Zip(values), pair => Assert.Equal(pair.Second, Math.Exp(pair.First), 1e-12));
    }

    [Fact]
    public void Values_rise_with_chances_and_lie_between_them_and_their_multiple_by_all_tests()
    {
        for (int draw = 0; draw < 100; draw++)
        {
            var draws = RandomStream.For(1, "tests", draw);
            double[] logs = [.. Enumerable.Range(0, 1 + (int)draws.NextBelow(40)).Select(_ => -(double)draws.NextBelow(2000) / 2)];

            double[] values = FalseDiscoveryRate.LogValues(logs);

            for (int i = 0; i < logs.Length; i++)
            {
                Assert.InRange(values[i], logs[i], Math.Min(0, logs[i] + Math.Log(logs.Length)) + 1e-12);
                for (int j = 0; j < logs.Length; j++)
                    Assert.True(logs[i] > logs[j] || values[i] <= values[j]);
            }
            // Calling all of those at or below a value true, the rate by the largest chance among them is at most that value.
            foreach (double value in values)
            {
                double[] called = [.. logs.Where((_, i) => values[i] <= value)];
                Assert.True(called.Max() + Math.Log((double)logs.Length / called.Length) <= value + 1e-9);
            }
        }
    }

    [Fact]
    public void No_tests_have_no_values() => Assert.Empty(FalseDiscoveryRate.LogValues([]));
}
