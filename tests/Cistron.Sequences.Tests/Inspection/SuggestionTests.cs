using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Inspection;

namespace Cistron.Sequences.Tests.Inspection;

public class SuggestionTests
{
    [Theory]
    [InlineData(1_000, 50, 3, 3, 50)]
    [InlineData(25_599, 50, 3, 3, 50)]
    [InlineData(25_600, 50, 4, 4, 50)]
    [InlineData(500_000, 81, 6, 6, 81)]
    [InlineData(5_000_000_000, 90_000, 6, 6, 3_060)]
    [InlineData(1_000, 1, 3, 3, 3)]
    public void Without_labels_kmers_lie_side_by_side(long bases, double length, int k, int stride, long context)
    {
        Suggestion suggestion = Suggestion.For(Summary(bases, length, isLabelled: false))!;

        Assert.Equal((Alphabet.Dna, null, new KmerShape(k, stride), context),
            (suggestion.Alphabet, suggestion.Task, suggestion.Tokenizer, suggestion.ContextBases));
    }

    [Theory]
    [InlineData(500_000, 500, 6, 1, 500)]
    [InlineData(500_000, 515, 6, 1, 515)]
    [InlineData(500_000, 516, 6, 6, 516)]
    [InlineData(500_000, 4_000, 6, 6, 3_060)]
    public void With_labels_kmers_overlap_where_sequences_fit(long bases, double length, int k, int stride, long context)
    {
        Suggestion suggestion = Suggestion.For(Summary(bases, length, isLabelled: true))!;

        Assert.Equal((TaskKind.Regression, new KmerShape(k, stride), context),
            (suggestion.Task, suggestion.Tokenizer, suggestion.ContextBases));
    }

    [Fact]
    public void Reasons_have_their_numbers()
    {
        Suggestion suggestion = Suggestion.For(Summary(500_000, 4_000, isLabelled: true))!;

        Assert.Equal("500,000 bases show each of the 4,096 6-mers 122 times on average; side by side, as overlapping ones "
            + "would see too few bases", suggestion.TokenizerReason);
        Assert.Equal("510 tokens reach no further; 95 % of the sequences have at most 4,000", suggestion.ContextReason);
    }

    [Fact]
    public void Proteins_get_no_kmers()
    {
        Suggestion suggestion = Suggestion.For(Summary(500, 300, isLabelled: false) with { Alphabet = Alphabet.Protein })!;

        Assert.Equal((null, 300), (suggestion.Tokenizer, suggestion.ContextBases));
    }

    private static SequenceSummary Summary(long bases, double length, bool isLabelled)
    {
        var numbers = new NumberSummary(1, length, 0, length, length);
        var lengths = new Distribution(
            numbers, length, length, length, length, length, new Histogram([length, length + 1], [1]), IsExact: true);
        var task = new PredictionTask(TaskKind.Regression, new LabelSet([]), [], numbers, "label", IsInferred: true);
        return new SequenceSummary(SequenceLayout.Table, "sequence", null, 1, 0, bases, lengths, null,
            new LetterSummary([], 0, 0, 0), default,
            isLabelled ? new LabelSummary("label", 1, 0, 1, [], task, null) : null, Alphabet.Dna);
    }
}
