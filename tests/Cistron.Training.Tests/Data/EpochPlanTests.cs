using Cistron.Sequences.Randomness;
using Cistron.Training.Data;

namespace Cistron.Training.Tests.Data;

public class EpochPlanTests
{
    private static readonly int[] Lengths = Draw(1003);

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(5000)]
    public void Every_row_comes_once_an_epoch(int rowsPerStep)
    {
        var plan = new EpochPlan(Lengths, rowsPerStep, seed: 1);

        foreach (long epoch in new long[] { 0, 1, 12 })
        {
            int[][] steps = Epoch(plan, epoch);

            Assert.Equal((1003 + rowsPerStep - 1) / rowsPerStep, steps.Length);
            Assert.Equal(Enumerable.Range(0, 1003), steps.SelectMany(rows => rows).Order());
            Assert.All(steps, rows => Assert.InRange(rows.Length, 1, rowsPerStep));
        }
    }

    [Fact]
    public void Each_epoch_has_an_order_of_its_own()
    {
        var plan = new EpochPlan(Lengths, 8, seed: 1);

        Assert.NotEqual(Epoch(plan, 0)[0], Epoch(plan, 1)[0]);
        Assert.NotEqual(Epoch(plan, 0)[0], Epoch(new EpochPlan(Lengths, 8, seed: 2), 0)[0]);
    }

    [Fact]
    public void The_rows_of_a_step_do_not_depend_on_what_was_asked_before()
    {
        var plan = new EpochPlan(Lengths, 8, seed: 1);
        int[][] inOrder = [.. Enumerable.Range(0, 300).Select(step => plan.Rows(step).ToArray())];

        var other = new EpochPlan(Lengths, 8, seed: 1);

        foreach (int step in new[] { 299, 3, 127, 126, 0, 250 })
            Assert.Equal(inOrder[step], other.Rows(step));
    }

    [Fact]
    public void Rows_of_like_length_stand_together_so_that_little_is_padded()
    {
        double bucketed = PaddedShare(Epoch(new EpochPlan(Lengths, 8, seed: 1), 0));
        double mixed = PaddedShare([.. Enumerable.Range(0, Lengths.Length).Chunk(8)]);

        Assert.InRange(mixed, 0.3, 1);      // lengths from 10 to 500 in any order
        Assert.InRange(bucketed, 0, 0.05);
    }

    [Fact]
    public void Short_and_long_rows_come_mixed_over_the_epoch()
    {
        var steps = Epoch(new EpochPlan(Lengths, 8, seed: 1), 0);

        double early = steps.Take(steps.Length / 2).Average(rows => rows.Average(row => Lengths[row]));
        double late = steps.Skip(steps.Length / 2).Average(rows => rows.Average(row => Lengths[row]));

        Assert.InRange(early / late, 0.7, 1.4);
    }

    private static int[][] Epoch(EpochPlan plan, long epoch) =>
        [.. Enumerable.Range(0, plan.StepsPerEpoch).Select(i => plan.Rows(epoch * plan.StepsPerEpoch + i).ToArray())];

    private static double PaddedShare(int[][] steps)
    {
        double padded = steps.Sum(rows => (double)rows.Max(row => Lengths[row]) * rows.Length);
        return 1 - Lengths.Sum() / padded;
    }

    private static int[] Draw(int rows)
    {
        var draws = RandomStream.For(1, "words");
        return [.. Enumerable.Range(0, rows).Select(_ => 10 + (int)draws.NextBelow(491))];
    }
}
