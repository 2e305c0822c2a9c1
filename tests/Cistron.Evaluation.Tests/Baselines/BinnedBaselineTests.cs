using Cistron.Evaluation.Baselines;
using Cistron.Evaluation.Metrics;
using Cistron.Sequences.Randomness;

namespace Cistron.Evaluation.Tests.Baselines;

public class BinnedBaselineTests
{
    [Fact]
    public void A_class_in_the_middle_of_the_numbers_is_found()
    {
        RandomStream stream = RandomStream.For(1, "numbers");
        double[] numbers = [.. Enumerable.Range(0, 2000).Select(_ => stream.NextDouble())];
        int[] labels = [.. numbers.Select(number => number is > 0.4 and < 0.6 ? 1 : 0)];

        var baseline = BinnedBaseline.Train(numbers[..1000], Outcomes.OfClasses(labels[..1000], 2));

        double auc = Auc(baseline.Predict(numbers[1000..]), labels[1000..]);
        Assert.True(auc > 0.98, $"{auc}");
    }

    [Fact]
    public void Numbers_without_meaning_say_nothing()
    {
        RandomStream stream = RandomStream.For(2, "numbers");
        double[] numbers = [.. Enumerable.Range(0, 4000).Select(_ => stream.NextDouble())];
        int[] labels = [.. numbers.Select(_ => (int)stream.NextBelow(2))];

        var baseline = BinnedBaseline.Train(numbers[..2000], Outcomes.OfClasses(labels[..2000], 2));

        // Four standard errors of an AUC of 1/2 on 2,000 rows.
        Assert.InRange(Auc(baseline.Predict(numbers[2000..]), labels[2000..]), 0.448, 0.552);
    }

    [Fact]
    public void Equal_numbers_stand_in_one_bin_whose_mean_is_drawn_to_that_of_all()
    {
        double[] numbers = [.. Enumerable.Repeat(50.0, 60), .. Enumerable.Repeat(80.0, 60)];
        double[] values = [.. Enumerable.Repeat(1.0, 60), .. Enumerable.Repeat(3.0, 60)];

        var baseline = BinnedBaseline.Train(numbers, Outcomes.OfValues(values));

        Assert.Equal(2, baseline.Bins);
        double[][] predicted = baseline.Predict([10, 50, 79, 80, 1000]);
        double low = (60 * 1 + 2) / 61.0, high = (60 * 3 + 2) / 61.0;
        Assert.Equal([low, low, low, high, high], predicted.Select(row => row[0]), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void A_number_that_never_changes_says_the_shares()
    {
        var baseline = BinnedBaseline.Train([7, 7, 7, 7], Outcomes.OfClasses([0, 1, 1, 1], 2));

        Assert.Equal([0.25, 0.75], Assert.Single(baseline.Predict([7])));
    }

    private static double Auc(double[][] predicted, int[] labels)
    {
        var predictions = new ClassPredictions(predicted, labels);
        return Bootstrap.Estimate(predictions, seed: 1, resamples: 0)[Metric.RocAuc.Name].Value;
    }
}
