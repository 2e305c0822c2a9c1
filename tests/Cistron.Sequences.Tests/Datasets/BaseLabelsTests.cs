using Cistron.Sequences.Datasets;
using Cistron.Sequences.Formats;

namespace Cistron.Sequences.Tests.Datasets;

public class BaseLabelsTests
{
    [Theory]
    [InlineData(".((.", ". ( ( .")]
    [InlineData("HE_C", "H E - C")]
    [InlineData("exon, exon,,intron", "exon exon - intron")]
    [InlineData("a b  c\td", "a b c d")]
    [InlineData("1;0;nan;_", "1 0 - -")]
    public void Classes_are_a_letter_a_base_or_words_apart(string field, string labels) =>
        Assert.Equal(labels, Joined(BaseLabels.Split(field, TaskKind.PerBaseClass)));

    [Theory]
    [InlineData("0.5", "0.5")]
    [InlineData("0.5,-1;2e-3", "0.5 -1 2e-3")]
    [InlineData("1  2\t3", "1 2 3")]
    [InlineData("1,,NaN,_", "1 - - -")]
    public void Values_are_numbers_apart(string field, string labels) =>
        Assert.Equal(labels, Joined(BaseLabels.Split(field, TaskKind.PerBaseValue)));

    [Theory]
    [InlineData("..", "x.csv:7: the sequence has 4 bases and 2 labels; each base needs one; correct the row, or set "
        + "partial_labels=true if they are those of the first bases.")]
    [InlineData(".....", "x.csv:7: the sequence has 4 bases and 5 labels; each base needs one; correct the row or leave it out.")]
    public void Another_number_of_labels_than_bases_is_told_with_both(string label, string message)
    {
        var fault = Assert.Throws<InputException>(() => BaseLabels.Of(Sample(label), TaskKind.PerBaseClass, "x.csv"));

        Assert.Equal(message, fault.Message);
    }

    [Theory]
    [InlineData("..", TaskKind.PerBaseClass)]
    [InlineData("", TaskKind.PerBaseClass)]
    [InlineData("exon,exon", TaskKind.PerBaseClass)]
    [InlineData("exon exon", TaskKind.PerBaseClass)]
    [InlineData("0.5", TaskKind.PerBaseValue)]
    [InlineData("0.5;1", TaskKind.PerBaseValue)]
    [InlineData("0.5 1", TaskKind.PerBaseValue)]
    [InlineData("", TaskKind.PerBaseValue)]
    public void Completed_labels_are_those_that_stand_there_and_marks(string label, TaskKind kind)
    {
        var sample = BaseLabels.Complete(Sample(label), kind);

        string?[] labels = BaseLabels.Of(sample, kind, "x.csv");
        string?[] before = BaseLabels.Split(label, kind);
        Assert.Equal(before, labels[..before.Length]);
        Assert.All(labels[before.Length..], Assert.Null);
    }

    [Fact]
    public void Classes_are_indices_and_unknown_ones_are_told()
    {
        var set = new LabelSet(["(", ")", "."]);

        Assert.Equal([2, 0, double.NaN, 1], BaseLabels.Classes(Sample(".(_)"), set, "x.csv"));
        var fault = Assert.Throws<InputException>(() => BaseLabels.Classes(Sample(".<>."), set, "x.csv"));
        Assert.StartsWith("x.csv:7: the label '<' is unknown; ", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_is_no_number_is_told()
    {
        Assert.Equal([1, double.NaN, -0.5, 0], BaseLabels.Values(Sample("1,,-0.5,0"), "x.csv"));
        var fault = Assert.Throws<InputException>(() => BaseLabels.Values(Sample("1,high,0,0"), "x.csv"));
        Assert.StartsWith("x.csv:7: the label 'high' is not a number; ", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_task_of_bases_counts_bases()
    {
        var task = TaskInference.From([".((_", "..))"], "x.csv", "structure", TaskKind.PerBaseClass);
        var values = TaskInference.From(["1,2,nan", "3"], "x.csv", "reactivity", TaskKind.PerBaseValue);

        Assert.Equal("3 classes of bases ((: 2; ): 2; .: 3), as asked for, from column 'structure'", task.Explain());
        Assert.StartsWith("a value for each base (3 numbers: mean 2, ", values.Explain(), StringComparison.Ordinal);
    }

    private static LabelledSequence Sample(string label) => new("a", "ACGU"u8.ToArray(), label, Line: 7);

    private static string Joined(string?[] labels) => string.Join(' ', labels.Select(label => label ?? "-"));
}
