using System.Text.Json;
using Cistron.Evaluation.Baselines;
using Cistron.Evaluation.Tests.Fixtures;
using Cistron.Sequences.Randomness;

namespace Cistron.Evaluation.Tests.Baselines;

public class LinearModelTests
{
    private static readonly JsonElement Data = Fixture.Linear;
    private static readonly double Penalty = Data.GetProperty("penalty").GetDouble();

    [Fact]
    public void Multinomial_logistic_regression_finds_the_weights_of_scikit_learn()
    {
        JsonElement expected = Data.GetProperty("three_classes");

        LinearModel model = Fit(Outcomes.OfClasses(expected.As<int[]>("labels"), 3));

        AssertClose(expected.As<double[][]>("weights").SelectMany(row => row), model.Weights.ToArray());
        AssertClose(expected.As<double[]>("intercepts"), model.Intercepts.ToArray());
        AssertPredicts(expected, model);
    }

    [Fact]
    public void Two_classes_get_the_probabilities_of_scikit_learn_at_half_its_strength()
    {
        JsonElement expected = Data.GetProperty("two_classes");

        LinearModel model = Fit(Outcomes.OfClasses(expected.As<int[]>("labels"), 2));

        AssertPredicts(expected, model);
    }

    [Fact]
    public void Several_labels_get_the_probabilities_of_one_logistic_regression_each()
    {
        JsonElement expected = Data.GetProperty("labels");
        bool[][] labels = [.. expected.As<int[][]>("labels").Select(row => row.Select(label => label == 1).ToArray())];

        LinearModel model = Fit(Outcomes.OfLabels(labels));

        AssertPredicts(expected, model);
    }

    [Fact]
    public void Ridge_regression_finds_the_weights_of_scikit_learn()
    {
        JsonElement expected = Data.GetProperty("values");

        LinearModel model = Fit(Outcomes.OfValues(expected.As<double[]>("targets")));

        AssertClose(expected.As<double[]>("weights"), model.Weights.ToArray());
        Assert.Equal(expected.GetProperty("intercept").GetDouble(), model.Intercepts[0], 1e-4);
        AssertClose(expected.As<double[]>("predicted"), model.Predict(Rows("fresh")).Select(row => row[0]));
    }

    [Fact]
    public void Starting_from_another_model_leads_to_the_same_solution()
    {
        Outcomes outcomes = Outcomes.OfClasses(Data.GetProperty("three_classes").As<int[]>("labels"), 3);
        LinearModel strong = LinearModel.Fit(Rows("features"), outcomes, 1);

        LinearModel warm = LinearModel.Fit(Rows("features"), outcomes, Penalty, start: strong);

        AssertClose(Fit(outcomes).Weights.ToArray(), warm.Weights.ToArray());
    }

    [Fact]
    public void Fitting_twice_gives_the_same_bits()
    {
        Outcomes outcomes = Outcomes.OfClasses(Data.GetProperty("three_classes").As<int[]>("labels"), 3);

        Assert.Equal(Fit(outcomes).Weights.ToArray(), Fit(outcomes).Weights.ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1e-9)]
    [InlineData(1e9)]
    public void Targets_that_are_all_equal_are_predicted_whatever_their_size(double value)
    {
        SparseRows rows = Rows("features");

        LinearModel model =
            LinearModel.Fit(rows, Outcomes.OfValues([.. Enumerable.Repeat(value, rows.Count)]), Penalty);

        Assert.Equal(value, model.Predict(rows[0])[0], Math.Abs(value) * 1e-5);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(7)]      // more than one vector of the processor holds, and a rest
    [InlineData(16)]
    public void A_score_is_the_intercept_and_the_weights_of_a_row_however_many_classes_there_are(int classes)
    {
        RandomStream stream = RandomStream.For(4, "rows", classes);
        var rows = new SparseRows(5);
        for (int row = 0; row < 64; row++)
            rows.Add([.. Enumerable.Range(0, 5).Select(_ => stream.NextBelow(2) == 0 ? 0f : (float)stream.NextDouble())]);

        LinearModel model = LinearModel.Fit(rows, Outcomes.OfClasses([.. Enumerable.Range(0, 64).Select(row => row % classes)], classes), 0.01);

        double[] scores = model.Intercepts.ToArray();
        for (int i = 0; i < rows[9].Columns.Length; i++)
            for (int output = 0; output < classes; output++)
                scores[output] += rows[9].Values[i] * model.Weights[rows[9].Columns[i] * classes + output];
        double sum = scores.Sum(Math.Exp);
        Assert.All(model.Predict(rows[9]).Zip(scores), pair => Assert.Equal(Math.Exp(pair.Second) / sum, pair.First, 1e-12));
        // At the minimum, predicted and true counts of a class are equal, because intercepts are not penalised.
        Assert.Equal(64.0 / classes, Enumerable.Range(0, 64).Sum(row => model.Predict(rows[row])[0]), 0.9);
    }

    [Fact]
    public void Rows_of_any_scale_and_sense_are_fitted_without_a_fault()
    {
        for (int problem = 0; problem < 200; problem++)
        {
            RandomStream stream = RandomStream.For(7, "problem", problem);
            int rows = 2 + (int)stream.NextBelow(20);
            double featureSize = Math.Pow(10, stream.NextDouble() * 6 - 3);
            double valueSize = Math.Pow(10, stream.NextDouble() * 12 - 6);
            bool isConstant = stream.NextBelow(4) == 0;
            SparseRows features = new(3);
            for (int row = 0; row < rows; row++)
                features.Add([(float)(featureSize * (isConstant ? 1 : stream.NextDouble())), 0, stream.NextBelow(2)]);
            Outcomes[] tasks =
            [
                Outcomes.OfClasses([.. Enumerable.Range(0, rows).Select(_ => (int)stream.NextBelow(3))], 4),
                Outcomes.OfLabels([.. Enumerable.Range(0, rows).Select(row => new[] { row % 3 == 0, false })]),
                Outcomes.OfValues([.. Enumerable.Range(0, rows).Select(_ => 10 + valueSize * stream.NextDouble())]),
            ];

            LinearModel[] models = [.. tasks.Select(task => LinearModel.Fit(features, task, 1e-4))];

            IEnumerable<double> predicted = models.SelectMany(model => model.Predict(features[0]));
            Assert.All(predicted, value => Assert.True(double.IsFinite(value)));
        }
    }

    [Fact]
    public void Features_that_part_the_classes_perfectly_still_give_finite_weights()
    {
        SparseRows rows = new(1);
        foreach (float value in (ReadOnlySpan<float>)[-2, -1, 1, 2])
            rows.Add([value]);

        LinearModel model = LinearModel.Fit(rows, Outcomes.OfClasses([0, 0, 1, 1], 2), 1e-6);

        Assert.All(model.Weights.ToArray(), weight => Assert.True(double.IsFinite(weight)));
        Assert.True(model.Predict(rows[3])[1] > 0.999);
    }

    [Fact]
    public void The_loss_is_the_cross_entropy_of_the_predictions()
    {
        int[] labels = Data.GetProperty("three_classes").As<int[]>("labels");
        Outcomes outcomes = Outcomes.OfClasses(labels, 3);
        LinearModel model = Fit(outcomes);

        double loss = model.Loss(Rows("features"), outcomes);

        double[][] predicted = model.Predict(Rows("features"));
        Assert.Equal(predicted.Zip(labels, (row, label) => -Math.Log(row[label])).Average(), loss, 1e-12);
    }

    [Fact]
    public void Narrowed_rows_lose_their_last_features_and_selected_rows_keep_their_order()
    {
        SparseRows rows = new(3);
        rows.Add([1, 0, 2]);
        rows.Add([0, 3, 0]);

        SparseRows chosen = rows.Select([1, 0]).Narrow(2);

        Assert.Equal((2, 2), (chosen.Count, chosen.Width));
        Assert.Equal([1], chosen[0].Columns.ToArray());
        Assert.Equal([0], chosen[1].Columns.ToArray());
        Assert.Equal([1f], chosen[1].Values.ToArray());
    }

    private static LinearModel Fit(Outcomes outcomes) =>
        LinearModel.Fit(Rows("features"), outcomes, Penalty, tolerance: 1e-8);

    private static SparseRows Rows(string property)
    {
        float[][] features = Data.As<float[][]>(property);
        SparseRows rows = new(features[0].Length);
        foreach (float[] row in features)
            rows.Add(row);
        return rows;
    }

    private static void AssertPredicts(JsonElement expected, LinearModel model) =>
        AssertClose(
            expected.As<double[][]>("predicted").SelectMany(row => row),
            model.Predict(Rows("fresh")).SelectMany(row => row));

    private static void AssertClose(IEnumerable<double> expected, IEnumerable<double> actual)
    {
        Assert.Equal(expected.Count(), actual.Count());
        foreach ((double own, double other) in expected.Zip(actual))
            Assert.Equal(own, other, 1e-4);
    }
}
