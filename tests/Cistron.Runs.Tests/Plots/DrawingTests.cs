using Cistron.Runs.Plots;
using Cistron.Runs.Plots.Drawing;

namespace Cistron.Runs.Tests.Plots;

public sealed class DrawingTests
{
    [Fact]
    public void Holes_in_markup_are_escaped_and_literals_are_not()
    {
        Markup markup = new();

        markup.Append($"<a href=\"{"\"><b>'&"}\">{"\u0000\ud800\u202e é 🧬"}</a>");

        Assert.Equal("<a href=\"&quot;&gt;&lt;b&gt;&#39;&amp;\">\uFFFD\uFFFD\uFFFD é 🧬</a>", markup.ToString());
    }

    [Fact]
    public void Coordinates_have_two_decimals_and_no_negative_zero()
    {
        Markup markup = new();

        markup.Append($"{1.005} {-0.001} {1234567.891} {3}");

        Assert.Equal("1 0 1234567.89 3", markup.ToString());
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.87134, "0.8713")]
    [InlineData(-2.5, "−2.5")]
    [InlineData(1234.56, "1,235")]
    [InlineData(12_345, "12.35k")]
    [InlineData(3e-5, "3e-5")]
    [InlineData(1e20, "1e20")]
    [InlineData(double.NaN, "–")]
    public void Values_are_short_for_people(double value, string text) => Assert.Equal(text, NumberText.Short(value));

    [Fact]
    public void Text_that_is_too_wide_is_cut_or_wrapped_within_its_room()
    {
        string fitted = TextMeasure.Fit("a rather long name of a method", 12, 100);
        IReadOnlyList<string> lines = TextMeasure.Wrap("a rather long name of a method that goes on", 12, 100, 2);

        Assert.EndsWith("…", fitted, StringComparison.Ordinal);
        Assert.True(TextMeasure.Width(fitted, 12) <= 100);
        Assert.Equal(2, lines.Count);
        Assert.All(lines, line => Assert.True(TextMeasure.Width(line, 12) <= 100));
        Assert.Equal("short", TextMeasure.Fit("short", 12, 100));
    }

    [Fact]
    public void Labels_at_line_ends_move_apart_or_give_up()
    {
        double[]? near = EndLabels.Place([100, 104, 50], 20, 200);
        double[]? crowded = EndLabels.Place([.. Enumerable.Repeat(100.0, 8)], 20, 200);

        Assert.NotNull(near);
        Assert.True(near[1] - near[0] >= 15);
        Assert.Equal(50, near[2]);
        Assert.Null(crowded);
    }

    [Fact]
    public void A_label_is_placed_where_no_line_runs()
    {
        LabelSpace space = new();
        space.Take([new Point(0, 10), new Point(100, 10)]);
        Box covered = new(40, 5, 60, 15), free = new(40, 25, 60, 35);

        Assert.Equal(free, space.Place(covered, free));
        Assert.Equal(covered, space.Place(free, covered));
    }

    [Fact]
    public void A_histogram_counts_every_finite_value_once_between_round_edges()
    {
        double[] values = [0.05, 0.1, 0.1, 0.95, 1, double.NaN, double.PositiveInfinity];

        Histogram histogram = Histogram.Of("Scores", new("score"), 10, ("all", values));

        Assert.Equal(11, histogram.Edges.Count);
        Assert.Equal(0.1, histogram.Edges[1], 12);
        Assert.Equal([1, 2, 0, 0, 0, 0, 0, 0, 0, 2], histogram.Series[0].Counts);
    }

    [Theory]
    [InlineData(150)]
    [InlineData(251)]
    [InlineData(200)]
    public void Bins_hold_as_many_multiples_each_where_values_are_multiples_of_one_number(int length)
    {
        double[] shares = [.. Enumerable.Range(length / 4, length / 2).Select(letters => 100.0 * letters / length)];

        Histogram histogram = Histogram.Of("", new("share of G and C", "%"), 40, ("all", shares));

        IReadOnlyList<double> counts = histogram.Series[0].Counts;
        Assert.InRange(counts.Count, 15, 80);
        Assert.Equal(shares.Length, counts.Sum());
        // The ends may be cut.
        Assert.Single(counts.Skip(1).SkipLast(1).Distinct());
    }
}
