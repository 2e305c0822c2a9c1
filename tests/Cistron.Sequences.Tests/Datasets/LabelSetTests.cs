using Cistron.Sequences.Datasets;
using Cistron.Sequences.Formats;

namespace Cistron.Sequences.Tests.Datasets;

public class LabelSetTests
{
    private static readonly LabelSet Letters = new(["b", "a", "c"]);

    [Fact]
    public void A_label_and_its_index_lead_to_each_other()
    {
        for (int i = 0; i < Letters.Count; i++)
            Assert.Equal(i, Letters.IndexOf(Letters[i]));
        Assert.Equal(-1, Letters.IndexOf("B"));
    }

    [Fact]
    public void A_sample_has_one_index_or_several()
    {
        Assert.Equal(1, Letters.IndexOf(Sample("a"), "x.csv"));
        Assert.Equal([0, 2], Letters.IndicesOf(Sample("c; b|c"), "x.csv"));
        Assert.Empty(Letters.IndicesOf(Sample(""), "x.csv"));
    }

    [Theory]
    [InlineData("d", "the label 'd' is unknown")]
    [InlineData("", "the label is empty")]
    public void An_unseen_label_is_named_with_its_line_and_the_known_ones(string label, string found)
    {
        var fault = Assert.Throws<InputException>(() => Letters.IndexOf(Sample(label), "dev.csv"));

        string start = $"dev.csv:7: {found}; the known labels are 'b', 'a', 'c';";
        Assert.StartsWith(start, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unseen_label_among_several_is_named() =>
        Assert.Contains("'d' is unknown",
            Assert.Throws<InputException>(() => Letters.IndicesOf(Sample("a;d"), "x.csv")).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_label_that_stands_twice_is_refused() =>
        Assert.Throws<ArgumentException>(() => new LabelSet(["a", "b", "a"]));

    [Theory]
    [InlineData("NaN")]
    [InlineData("")]
    [InlineData("1,5")]
    [InlineData("1e999")]
    public void A_label_that_is_no_finite_number_is_named_with_its_line(string label)
    {
        var fault = Assert.Throws<InputException>(() => LabelNumber.Of(Sample(label), "x.csv"));

        Assert.StartsWith("x.csv:7: the label '", fault.Message, StringComparison.Ordinal);
    }

    private static LabelledSequence Sample(string label) => new("s", [], label, 7);
}
