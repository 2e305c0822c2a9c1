using System.Text.Json;
using Cistron.Evaluation.Metrics;
using Cistron.Evaluation.Tests.Fixtures;

namespace Cistron.Evaluation.Tests.Metrics;

public class ClassPredictionsTests
{
    public static TheoryData<string> Cases => Fixture.Names("classification");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_metric_agrees_with_scikit_learn(string name)
    {
        JsonElement expected = Fixture.Case("classification", name);
        ClassPredictions predictions = Predictions(expected);

        IReadOnlyDictionary<string, Estimate> measured = Bootstrap.Estimate(predictions, seed: 1, resamples: 0);

        Assert.Equal(expected.As<long[][]>("confusion"), predictions.Confusion().Counts);
        foreach (JsonProperty metric in expected.GetProperty("metrics").EnumerateObject())
            Assert.Equal(metric.Value.Number(), measured[metric.Name].Value, 1e-9);
        Assert.Equal(measured.Count, expected.GetProperty("metrics").EnumerateObject().Count());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_class_alone_agrees_with_scikit_learn(string name)
    {
        JsonElement expected = Fixture.Case("classification", name);

        IReadOnlyList<ClassScore> scores = Predictions(expected).ClassScores();

        JsonElement[] classes = [.. expected.GetProperty("classes").EnumerateArray()];
        Assert.Equal(classes.Length, scores.Count);
        foreach ((JsonElement own, ClassScore score) in classes.Zip(scores))
        {
            Assert.Equal(own.GetProperty("rows").GetInt64(), score.Rows);
            Assert.Equal(own.GetProperty("precision").Number(), score.Precision, 1e-12);
            Assert.Equal(own.GetProperty("recall").Number(), score.Recall, 1e-12);
            Assert.Equal(own.GetProperty("f1").Number(), score.F1, 1e-12);
            Assert.Equal(own.GetProperty("roc_auc").Number(), score.RocAuc, 1e-12);
            Assert.Equal(own.GetProperty("pr_auc").Number(), score.PrAuc, 1e-12);
        }
    }

    [Fact]
    public void Counting_a_row_twice_is_the_same_as_having_it_twice()
    {
        ClassPredictions predictions = Predictions(Fixture.Case("classification", "four classes"));
        JsonElement data = Fixture.Case("classification", "four classes");
        int[] counts = [.. Enumerable.Range(0, predictions.Rows).Select(row => row * 7 % 4)];
        int[] repeated = [.. counts.SelectMany((count, row) => Enumerable.Repeat(row, count))];
        double[][] probabilities = data.As<double[][]>("probabilities");
        int[] labels = data.As<int[]>("labels");

        double[] counted = predictions.Measure(counts);

        var copied = new ClassPredictions(
            [.. repeated.Select(row => probabilities[row])], [.. repeated.Select(row => labels[row])]);
        double[] expected = copied.Measure(Enumerable.Repeat(1, copied.Rows).ToArray());
        Assert.Equal(expected.Length, counted.Length);
        foreach ((double own, double other) in expected.Zip(counted))
            Assert.Equal(own, other, 1e-12);
    }

    [Fact]
    public void The_report_names_a_class_without_rows()
    {
        ClassPredictions predictions = new(
            [[0.7, 0.2, 0.1], [0.1, 0.8, 0.1]], [0, 1], ["donor", "acceptor", "neither"]);

        ClassificationReport report = ClassificationReport.Of(predictions, seed: 1, resamples: 10);

        Assert.Equal("Class 'neither' has no test rows; ROC-AUC and PR-AUC leave it out.", Assert.Single(report.Notes));
        Assert.Equal(1, report.Metrics["roc_auc"].Value);
    }

    [Fact]
    public void The_report_tells_why_labels_of_one_class_leave_roc_auc_undefined()
    {
        ClassPredictions predictions = new([[0.7, 0.3], [0.4, 0.6]], [1, 1]);

        ClassificationReport report = ClassificationReport.Of(predictions, seed: 1, resamples: 10);

        Assert.True(double.IsNaN(report.Metrics["roc_auc"].Value));
        Assert.StartsWith("Every test row is of class '1'", report.Notes[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_goes_through_json_with_undefined_numbers_as_null()
    {
        ClassPredictions predictions = new([[0.7, 0.3], [0.4, 0.6]], [1, 1]);
        ClassificationReport report = ClassificationReport.Of(predictions, seed: 1, resamples: 10);

        string json = JsonSerializer.Serialize(report);
        ClassificationReport back = JsonSerializer.Deserialize<ClassificationReport>(json)!;

        Assert.Contains("\"roc_auc\":{\"Value\":null", json, StringComparison.Ordinal);
        Assert.Equal(report.Metrics["roc_auc"], back.Metrics["roc_auc"]);
        Assert.Equal(report.Metrics["accuracy"], back.Metrics["accuracy"]);
        Assert.Equal(report.Classes, back.Classes);
        Assert.Equal(report.Reliability, back.Reliability);
    }

    [Fact]
    public void Reliability_bins_hold_every_row_once_and_explain_the_calibration_error()
    {
        ClassPredictions predictions = Predictions(Fixture.Case("classification", "two classes"));

        IReadOnlyList<ReliabilityBin> bins = predictions.Reliability();

        Assert.Equal(predictions.Rows, bins.Sum(bin => bin.Rows));
        Assert.All(bins, bin => Assert.InRange(bin.Confidence, bin.Lower, bin.Upper));
        double error = bins.Sum(bin => bin.Rows * Math.Abs(bin.Confidence - bin.Accuracy)) / predictions.Rows;
        Assert.Equal(Bootstrap.Estimate(predictions, 1, 0)["calibration_error"].Value, error, 1e-12);
    }

    [Fact]
    public void Rows_that_are_no_probabilities_are_refused_by_number()
    {
        double[][] diverged = [[0.5, 0.5], [double.NaN, double.NaN]];
        double[][] scores = [[2.0, -1.0], [0.5, 0.5]];

        var notANumber = Assert.Throws<ArgumentException>(() => new ClassPredictions(diverged, [0, 1]));
        var unscaled = Assert.Throws<ArgumentException>(() => new ClassPredictions(scores, [0, 1]));
        var label = Assert.Throws<ArgumentException>(() => new ClassPredictions([[0.5, 0.5]], [2]));

        Assert.Contains("Row 1", notANumber.Message, StringComparison.Ordinal);
        Assert.Contains("Row 0", unscaled.Message, StringComparison.Ordinal);
        Assert.Contains("Label 2 of row 0", label.Message, StringComparison.Ordinal);
    }

    private static ClassPredictions Predictions(JsonElement data) =>
        new(data.As<double[][]>("probabilities"), data.As<int[]>("labels"));
}
