using Cistron.Sequences.Annotations;
using Cistron.Sequences.Coordinates;
using Cistron.Sequences.Labelling;

namespace Cistron.Sequences.Tests.Labelling;

public class WindowRuleTests
{
    [Theory]
    [InlineData(WindowAnchor.Start, Strand.Forward, "c:97-105(+)")]
    [InlineData(WindowAnchor.Start, Strand.Reverse, "c:115-123(-)")]
    [InlineData(WindowAnchor.End, Strand.Forward, "c:117-125(+)")]
    [InlineData(WindowAnchor.End, Strand.Reverse, "c:95-103(-)")]
    [InlineData(WindowAnchor.Middle, Strand.Forward, "c:107-115(+)")]
    [InlineData(WindowAnchor.Middle, Strand.Reverse, "c:105-113(-)")]
    [InlineData(WindowAnchor.Start, Strand.Unknown, "c:97-105(+)")]
    public void A_window_lies_upstream_and_downstream_on_the_strand_of_its_feature(
        WindowAnchor anchor, Strand strand, string window)
    {
        var rule = new WindowRule(anchor, 3, 5);

        Assert.Equal(window, rule.Around(new Interval("c", 100, 120, strand)).ToString());
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-1, 5)]
    [InlineData(5, -1)]
    [InlineData(int.MaxValue, int.MaxValue)]
    public void A_window_has_bases(int upstream, int downstream) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new WindowRule(WindowAnchor.Start, upstream, downstream));

    [Fact]
    public void Features_are_selected_by_type_and_attributes()
    {
        var rule = new WindowRule(WindowAnchor.Start, 1, 1)
        {
            FeatureType = "CDS",
            Filters = [new AttributeFilter("partial", "00"), new AttributeFilter("Dbxref", "b")],
        };

        Assert.True(rule.Selects(Feature("CDS", ("partial", "00"), ("Dbxref", "a"), ("Dbxref", "b"))));
        Assert.False(rule.Selects(Feature("CDS", ("partial", "10"), ("Dbxref", "b"))));
        Assert.False(rule.Selects(Feature("CDS", ("partial", "00"))));
        Assert.False(rule.Selects(Feature("gene", ("partial", "00"), ("Dbxref", "b"))));
        Assert.True(new WindowRule(WindowAnchor.Start, 1, 1).Selects(Feature("gene")));
    }

    [Theory]
    [InlineData(WindowAnchor.Start, Strand.Forward, true)]
    [InlineData(WindowAnchor.Start, Strand.Reverse, false)]
    [InlineData(WindowAnchor.End, Strand.Forward, false)]
    [InlineData(WindowAnchor.End, Strand.Reverse, true)]
    [InlineData(WindowAnchor.Middle, Strand.Forward, true)]
    public void An_anchor_is_open_where_the_feature_goes_on(WindowAnchor anchor, Strand strand, bool isOpen)
    {
        Feature feature = new("CDS", [new FeaturePart(new Interval("c", 0, 9, strand))], []) { IsOpenAtStart = true };

        Assert.Equal(isOpen, new WindowRule(anchor, 1, 1).IsAnchorOpen(feature));
    }

    [Fact]
    public void Rules_of_negatives_have_their_ranges()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new InsideFeatures(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomIntergenic(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MatchedGc(1.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ShuffledPositive(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ShuffledPositive(NegativeRule.MostWindows + 1));
    }

    private static Feature Feature(string type, params (string Name, string Value)[] attributes) =>
        new(type, [new FeaturePart(default)], [.. attributes.Select(a => new FeatureAttribute(a.Name, a.Value))]);
}
