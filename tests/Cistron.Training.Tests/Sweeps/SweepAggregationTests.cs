using Cistron.Training.Sweeps;
using Cistron.Training.Verbs;

namespace Cistron.Training.Tests.Sweeps;

public sealed class SweepAggregationTests
{
    [Fact]
    public void Cells_that_differ_in_the_replicate_alone_are_one_group()
    {
        CellResult[] cells =
        [
            SampleSweeps.Cell(("rows", "20"), ("seed", "1")).With(0.30, baseline: 0.5),
            SampleSweeps.Cell(("rows", "20"), ("seed", "2")).With(0.40, baseline: 0.6),
            SampleSweeps.Cell(("rows", "20"), ("seed", "3")).With(0.50, baseline: 0.7),
            SampleSweeps.Cell(("rows", "50"), ("seed", "1")).With(0.60),
            SampleSweeps.Cell(("rows", "50"), ("seed", "2")) with { State = CellState.Failed, Failure = "no memory" },
        ];

        var groups = SweepAggregation.Groups(cells, "seed");

        Assert.Equal(["20", "50"], groups.Select(group => group.Factors["rows"]));
        Assert.All(groups, group => Assert.Equal(["rows"], group.Factors.Keys));
        Assert.Equal([(3, 3), (2, 1)], groups.Select(group => (group.Cells, group.Finished)));

        // s = 0.1, and t · s / √3 = 4.302653 · 0.0577350.
        Spread spread = groups[0].Metrics["mcc"];
        Assert.Equal((3, 0.30, 0.50), (spread.Values, spread.Lowest, spread.Highest));
        Assert.Equal(0.4, spread.Mean, tolerance: 1e-12);
        Assert.Equal(0.4 - 0.2484138, spread.Lower, tolerance: 1e-6);
        Assert.Equal(0.4 + 0.2484138, spread.Upper, tolerance: 1e-6);
        Assert.Equal(0.6, groups[0].Baseline["mcc"].Mean, tolerance: 1e-12);

        Assert.Equal(new Spread(1, 0.60, 0.60, 0.60, double.NaN, double.NaN), groups[1].Metrics["mcc"]);
        Assert.Empty(groups[1].Baseline);
    }

    [Fact]
    public void Without_a_replicate_every_cell_is_a_group()
    {
        var groups = SweepAggregation.Groups(
            [SampleSweeps.Cell(("rows", "20")).With(0.1), SampleSweeps.Cell(("rows", "50")).With(0.2)], replicate: null);

        Assert.Equal([0.1, 0.2], groups.Select(group => group.Metrics["mcc"].Mean));
    }

    [Fact]
    public void An_undefined_metric_is_left_out_of_the_mean()
    {
        var spread = Spread.Of([0.5, double.NaN, 0.7]);

        Assert.Equal((2, 0.6, 0.5, 0.7), (spread.Values, spread.Mean, spread.Lowest, spread.Highest));
        Assert.True(double.IsNaN(spread.Lower));
    }

    [Theory]
    [InlineData(new[] { "100", "20", "3e3" }, true, "20 100 3e3", true)]
    [InlineData(new[] { "50", "20" }, true, "20 50", false)]
    [InlineData(new[] { "0", "1000" }, true, "0 1000", false)]
    [InlineData(new[] { "50", "null" }, false, "50 null", false)]
    [InlineData(new[] { "\"5\"", "\"6\"" }, false, "\"5\" \"6\"", false)]
    public void A_factor_of_numbers_is_an_axis_and_logarithmic_where_it_is_wide(
        string[] values, bool isNumeric, string sorted, bool isLogarithmic)
    {
        var sweep = SampleSweeps.Of(["data.train_rows"], null, [.. values.Select(value => SampleSweeps.Cell(("data.train_rows", value)))]);

        var factor = Assert.Single(SweepFactor.Of(sweep));

        Assert.Equal("train_rows", factor.Name);
        Assert.Equal(isNumeric, factor.IsNumeric);
        Assert.Equal(sorted, string.Join(' ', factor.Values));
        if (isNumeric)
            Assert.Equal(isLogarithmic, factor.Axis.Scale == Cistron.Runs.Plots.AxisScale.Log);
    }
}
