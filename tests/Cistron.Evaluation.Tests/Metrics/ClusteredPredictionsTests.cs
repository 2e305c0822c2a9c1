using Cistron.Evaluation.Metrics;

namespace Cistron.Evaluation.Tests.Metrics;

public class ClusteredPredictionsTests
{
    private static readonly ValuePredictions Members = new([1, 2, 4, 3, 7, 6], [1, 3, 4, 2, 6, 8]);

    [Fact]
    public void A_cluster_counts_with_all_of_its_members()
    {
        var clustered = new ClusteredPredictions(Members, [2, 0, 3, 1]);

        Assert.Equal(4, clustered.Rows);
        Assert.Equal(Members.Measure([1, 1, 1, 1, 1, 1]), clustered.Measure([1, 1, 1, 1]));
        Assert.Equal(Members.Measure([2, 2, 0, 0, 0, 1]), clustered.Measure([2, 5, 0, 1]));
    }

    [Fact]
    public void Members_that_are_all_alike_give_wider_intervals_together_than_one_by_one()
    {
        // Ten clusters of twenty bases, each either all right or all wrong.
        double[][] outputs = [.. Enumerable.Range(0, 200).Select(i => i / 20 % 2 == 0 ? new[] { 0.9, 0.1 } : [0.1, 0.9])];
        var members = new ClassPredictions(outputs, [.. Enumerable.Range(0, 200).Select(i => i % 2 == 0 ? 0 : i / 20 % 2)]);

        double single = Width(members), together = Width(new ClusteredPredictions(members, [.. Enumerable.Repeat(20, 10)]));

        Assert.True(together > 2 * single, $"{together} beside {single}");
    }

    [Fact]
    public void Sizes_must_add_up() =>
        Assert.Throws<ArgumentException>(() => new ClusteredPredictions(Members, [2, 3]));

    private static double Width(IPredictions predictions)
    {
        Estimate accuracy = Bootstrap.Estimate(predictions, seed: 1)["accuracy"];
        return accuracy.Upper - accuracy.Lower;
    }
}
