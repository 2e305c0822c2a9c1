using Cistron.Evaluation.Metrics;
using Cistron.Sequences.Randomness;

namespace Cistron.Evaluation.Tests.Metrics;

public class BootstrapTests
{
    [Fact]
    public void Intervals_depend_on_the_seed_alone()
    {
        ClassPredictions predictions = Drawn(RandomStream.For(3, "rows"), 80, 0.7);

        var first = Bootstrap.Estimate(predictions, seed: 5);
        var again = Bootstrap.Estimate(predictions, seed: 5);
        var other = Bootstrap.Estimate(predictions, seed: 6);

        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
    }

    [Fact]
    public void Intervals_of_accuracy_hold_the_truth_about_as_often_as_they_say()
    {
        const int experiments = 200;
        const double truth = 0.7;

        int held = 0;
        for (int i = 0; i < experiments; i++)
        {
            ClassPredictions predictions = Drawn(RandomStream.For(11, "rows", i), 150, truth);
            Estimate accuracy = Bootstrap.Estimate(predictions, seed: (ulong)i, resamples: 400)["accuracy"];
            held += accuracy.Lower <= truth && truth <= accuracy.Upper ? 1 : 0;
        }

        // 190 of 200 are expected, give or take 3.1; four of those on either side.
        Assert.InRange(held, 178, 200);
    }

    [Fact]
    public void A_larger_test_set_gives_narrower_intervals()
    {
        Estimate few = Bootstrap.Estimate(Drawn(RandomStream.For(2, "rows"), 50, 0.7), seed: 1)["roc_auc"];
        Estimate many = Bootstrap.Estimate(Drawn(RandomStream.For(2, "rows"), 5000, 0.7), seed: 1)["roc_auc"];

        Assert.True((many.Upper - many.Lower) * 5 < few.Upper - few.Lower);
        Assert.InRange(many.Value, many.Lower, many.Upper);
    }

    [Fact]
    public void A_model_differs_from_itself_by_nothing()
    {
        ClassPredictions predictions = Drawn(RandomStream.For(4, "rows"), 60, 0.7);

        var difference = Bootstrap.Difference(predictions, predictions, seed: 1);

        Assert.All(difference.Values, estimate => Assert.Equal(new Estimate(0, 0, 0), estimate));
    }

    [Fact]
    public void The_difference_on_the_same_rows_is_surer_than_the_two_intervals_apart()
    {
        // The second model repeats the first, and errs on six rows more.
        int[] labels = [.. Enumerable.Range(0, 200).Select(row => row % 2)];
        double[][] First(int wrong) => [.. labels.Select((label, row) => Certain(row < wrong ? 1 - label : label))];
        ClassPredictions better = new(First(60), labels), worse = new(First(66), labels);

        Estimate difference = Bootstrap.Difference(better, worse, seed: 1)["accuracy"];

        Assert.Equal(0.03, difference.Value, 1e-12);
        Assert.True(difference.Lower > 0);
        Assert.True(Bootstrap.Estimate(worse, 1)["accuracy"].Upper > Bootstrap.Estimate(better, 1)["accuracy"].Lower);
    }

    [Fact]
    public void Predictions_for_other_rows_cannot_be_compared()
    {
        ClassPredictions two = new([[0.9, 0.1], [0.1, 0.9]], [0, 1]), one = new([[0.9, 0.1]], [0]);

        var fault = Assert.Throws<ArgumentException>(() => Bootstrap.Difference(two, one, seed: 1));

        Assert.Contains("2 and 1 rows", fault.Message, StringComparison.Ordinal);
    }

    /// <summary>Rows of two balanced classes whose predicted class is right with the given chance.</summary>
    private static ClassPredictions Drawn(RandomStream stream, int rows, double chance)
    {
        int[] labels = [.. Enumerable.Range(0, rows).Select(row => row % 2)];
        return new ClassPredictions(
            [.. labels.Select(label => Certain(stream.NextDouble() < chance ? label : 1 - label, stream.NextDouble()))],
            labels);
    }

    private static double[] Certain(int label, double doubt = 0) =>
        label == 0 ? [1 - doubt * 0.4, doubt * 0.4] : [doubt * 0.4, 1 - doubt * 0.4];
}
