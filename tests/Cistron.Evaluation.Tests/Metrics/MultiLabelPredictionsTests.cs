using System.Text.Json;
using Cistron.Evaluation.Metrics;
using Cistron.Evaluation.Tests.Fixtures;

namespace Cistron.Evaluation.Tests.Metrics;

public class MultiLabelPredictionsTests
{
    private const string Case = "four labels, one on no row and one on all";

    [Fact]
    public void Every_metric_agrees_with_scikit_learn()
    {
        JsonElement expected = Fixture.Case("multi_label", Case);
        MultiLabelPredictions predictions = Predictions(expected);

        IReadOnlyDictionary<string, Estimate> measured = Bootstrap.Estimate(predictions, seed: 1, resamples: 0);

        foreach (JsonProperty metric in expected.GetProperty("metrics").EnumerateObject())
            Assert.Equal(metric.Value.Number(), measured[metric.Name].Value, 1e-12);
        Assert.Equal(measured.Count, expected.GetProperty("metrics").EnumerateObject().Count());
    }

    [Fact]
    public void Every_label_alone_agrees_with_scikit_learn()
    {
        JsonElement expected = Fixture.Case("multi_label", Case);

        IReadOnlyList<ClassScore> scores = Predictions(expected).LabelScores();

        JsonElement[] areas = [.. expected.GetProperty("areas").EnumerateArray()];
        Assert.Equal(areas.Length, scores.Count);
        foreach ((JsonElement own, ClassScore score) in areas.Zip(scores))
        {
            Assert.Equal(own[0].Number(), score.RocAuc, 1e-12);
            Assert.Equal(own[1].Number(), score.PrAuc, 1e-12);
        }
    }

    [Fact]
    public void The_report_names_labels_that_no_row_or_every_row_carries()
    {
        MultiLabelPredictions predictions = new(
            [[0.9, 0.2, 0.8], [0.2, 0.1, 0.7]],
            [[true, false, true], [false, false, true]],
            ["liver", "brain", "skin"]);

        MultiLabelReport report = MultiLabelReport.Of(predictions, seed: 1, resamples: 10);

        Assert.Equal(
            [
                "No test row carries label 'brain'; ROC-AUC and PR-AUC leave it out.",
                "Every test row carries label 'skin'; ROC-AUC and PR-AUC leave it out.",
            ],
            report.Notes);
        Assert.Equal(1, report.Metrics["roc_auc"].Value);
        Assert.Equal(1, report.Metrics["subset_accuracy"].Value);
    }

    [Fact]
    public void Columns_of_labels_must_match_columns_of_probabilities()
    {
        var fault = Assert.Throws<ArgumentException>(() => new MultiLabelPredictions([[0.5, 0.5]], [[true]]));

        Assert.Contains("2 columns of probabilities came with 1 columns", fault.Message, StringComparison.Ordinal);
    }

    private static MultiLabelPredictions Predictions(JsonElement data) =>
        new(data.As<double[][]>("probabilities"), data.As<bool[][]>("labels"));
}
