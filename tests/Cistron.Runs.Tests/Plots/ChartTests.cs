using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Cistron.Runs.Plots;
using Cistron.Runs.Tests.Golden;

namespace Cistron.Runs.Tests.Plots;

public sealed partial class ChartTests
{
    private static readonly string[] HostileLabels =
    [
        "<script>alert(1)</script>", "\"'><svg onload=x>", "]]>&amp;&#0;", "\0\u0001\u001b[31m\u0085",
        "\ud800 lone \udfff", "\u202egnp.exe", new string('W', 3000), "</style></svg><b>", "   \n\t ",
    ];

    public static TheoryData<string> Names => [.. SampleCharts.Plain.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_chart_is_drawn_as_it_was_approved(string name) =>
        GoldenFile.Matches(name + ".svg", SampleCharts.Plain[name].Draw().ToSvg());

    [Theory]
    [MemberData(nameof(Names))]
    public void Labels_of_any_kind_stay_text(string name)
    {
        int elements = Parse(SampleCharts.Plain[name]).Descendants().Count();

        foreach (string label in HostileLabels)
        {
            XElement svg = Parse(SampleCharts.All(label, 0)[name]);

            Assert.DoesNotContain(svg.Descendants(), element => element.Name.LocalName is "script" or "b");
            Assert.DoesNotContain(
                svg.DescendantsAndSelf().Attributes(),
                attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
            Assert.InRange(svg.Descendants().Count(), elements / 2, elements * 2 + 600);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Numbers_of_any_kind_leave_a_picture_with_finite_coordinates(string name)
    {
        double[] shifts =
            [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e308, -1e308, 1e300, 1e17, -5, 1e-320];

        foreach (double shift in shifts)
            AssertFinite(Parse(SampleCharts.All("", shift)[name]));
    }

    [Fact]
    public void A_chart_without_data_says_so()
    {
        foreach (Chart chart in SampleCharts.Empty)
        {
            XElement svg = Parse(chart);

            AssertFinite(svg);
            Assert.Contains("no data", svg.Value, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_width_of_any_kind_gives_a_picture()
    {
        foreach (double width in new[] { 0, -10, 1, 320, 5000, double.PositiveInfinity })
        {
            foreach (Chart chart in SampleCharts.Plain.Values)
                AssertFinite(Parse(chart with { Width = width }));
        }
    }

    [Fact]
    public void A_picture_carries_its_title_and_its_data_in_words()
    {
        XElement svg = Parse(SampleCharts.Plain["comparison"]);

        string? title = svg.Element(svg.Name.Namespace + "title")?.Value;
        string? description = svg.Element(svg.Name.Namespace + "desc")?.Value;

        Assert.Equal("Test MCC", title);
        Assert.Contains("pre-trained 0.74 (0.7 to 0.77)", description, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_is_not_a_number_breaks_the_line()
    {
        double[] losses = [1, 2, double.NaN, 1, 2];
        Line line = new("loss", [.. losses.Select((loss, step) => new Point(step, loss))]);

        string path = LineOf(new LineChart("", new("step"), new("loss"), line));

        Assert.Equal(2, path.Count(letter => letter == 'M'));
    }

    [Fact]
    public void A_long_line_is_drawn_with_a_thousand_points_and_its_extremes()
    {
        Point[] points = [.. Enumerable.Range(0, 100_000).Select(i => new Point(i, i == 54_321 ? 50 : i % 7))];

        Axis loss = new("loss") { Minimum = 0, Maximum = 50 };

        string path = LineOf(new LineChart("", new("step"), loss, new Line("loss", points)));

        double[] heights = [.. CoordinatePattern().Matches(path).Select(match => Number(match.Groups[1].Value))];
        Assert.InRange(heights.Length, 500, 1000);
        Assert.Single(heights, height => height < heights.Max() - 150);
    }

    [Fact]
    public void Lines_are_named_at_their_ends_unless_these_are_too_close()
    {
        Line[] apart = [.. Enumerable.Range(0, 3).Select(i => new Line($"run {i}", new Point(0, 0), new Point(1, i)))];
        Line[] close = [.. Enumerable.Range(0, 12).Select(i => new Line($"run {i}", new Point(0, i), new Point(1, 5)))];

        Assert.All(NamePlaces(apart), x => Assert.InRange(x, 400, 480));
        Assert.True(NamePlaces(close).Distinct().Count() > 3);
    }

    private static double[] NamePlaces(Line[] lines) =>
    [
        .. Parse(new LineChart("", new("step"), new("loss"), lines)).Descendants()
            .Where(element => element.Name.LocalName == "text")
            .Where(element => element.Value.StartsWith("run", StringComparison.Ordinal))
            .Select(element => (double)element.Attribute("x")!),
    ];

    private static string LineOf(Chart chart) => Parse(chart).Descendants()
        .First(element => (string?)element.Attribute("class") is "line" or "line noisy")
        .Attribute("d")!.Value;

    private static XElement Parse(Chart chart) => XElement.Parse(chart.Draw().ToSvg());

    private static void AssertFinite(XElement svg)
    {
        foreach (XAttribute attribute in svg.DescendantsAndSelf().Attributes())
        {
            Assert.DoesNotContain("NaN", attribute.Value, StringComparison.Ordinal);
            Assert.DoesNotContain("Infinity", attribute.Value, StringComparison.Ordinal);
            Assert.DoesNotContain("∞", attribute.Value, StringComparison.Ordinal);
            foreach (Match number in NumberPattern().Matches(attribute.Value))
                Assert.InRange(Number(number.Value), -1e6, 1e6);
        }
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"-?\d+(\.\d+)?")]
    private static partial Regex NumberPattern();

    [GeneratedRegex(@"[ML][-\d.]+,([-\d.]+)")]
    private static partial Regex CoordinatePattern();
}
