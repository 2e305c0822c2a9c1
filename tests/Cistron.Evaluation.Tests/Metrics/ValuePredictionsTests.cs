using System.Text.Json;
using Cistron.Evaluation.Metrics;
using Cistron.Evaluation.Tests.Fixtures;

namespace Cistron.Evaluation.Tests.Metrics;

public class ValuePredictionsTests
{
    public static TheoryData<string> Cases => Fixture.Names("regression");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_metric_agrees_with_scikit_learn_and_scipy(string name)
    {
        JsonElement expected = Fixture.Case("regression", name);
        ValuePredictions predictions = new(expected.As<double[]>("predicted"), expected.As<double[]>("targets"));

        IReadOnlyDictionary<string, Estimate> measured = Bootstrap.Estimate(predictions, seed: 1, resamples: 0);

        foreach (JsonProperty metric in expected.GetProperty("metrics").EnumerateObject())
            Assert.Equal(metric.Value.Number(), measured[metric.Name].Value, 1e-12);
        Assert.Equal(measured.Count, expected.GetProperty("metrics").EnumerateObject().Count());
    }

    [Fact]
    public void Counting_a_row_twice_is_the_same_as_having_it_twice()
    {
        ValuePredictions predictions = new([1, 2, 2, 5, 4], [1, 3, 2, 2, 7]);
        ValuePredictions copied = new([1, 2, 2, 2, 5, 5, 5], [1, 3, 2, 2, 2, 2, 2]);

        double[] counted = predictions.Measure([1, 1, 2, 3, 0]);

        double[] expected = copied.Measure([1, 1, 1, 1, 1, 1, 1]);
        foreach ((double own, double other) in expected.Zip(counted))
            Assert.Equal(own, other, 1e-12);
    }

    [Fact]
    public void The_report_tells_why_constant_values_have_no_correlation()
    {
        RegressionReport targets = RegressionReport.Of(new ValuePredictions([1, 2], [0.1, 0.1]), seed: 1);
        RegressionReport predicted = RegressionReport.Of(new ValuePredictions([0.1, 0.1], [1, 2]), seed: 1);

        Assert.Equal("All targets are equal; Pearson, Spearman and R² are undefined.", Assert.Single(targets.Notes));
        Assert.Equal("All predictions are equal; Pearson and Spearman are undefined.", Assert.Single(predicted.Notes));
        Assert.True(double.IsNaN(predicted.Metrics["pearson"].Value));
        Assert.False(double.IsNaN(predicted.Metrics["r2"].Value));
    }

    [Fact]
    public void A_value_that_is_not_finite_is_refused_by_its_row()
    {
        var fault = Assert.Throws<ArgumentException>(() => new ValuePredictions([1, double.NaN], [1, 2]));

        Assert.Contains("Row 1", fault.Message, StringComparison.Ordinal);
    }
}
