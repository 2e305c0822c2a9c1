using Cistron.Models.Inference;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Tokenizers.Bpe;
using Cistron.Sequences.Windows;

namespace Cistron.Models.Tests.Inference;

public class SequenceEncoderTests
{
    [Fact]
    public void The_context_in_bases_is_what_the_tokens_between_the_special_ones_cover()
    {
        Assert.Equal(18 * 3, new SequenceEncoder(Sample.Tokenizer, contextTokens: 20, rule: null).ContextBases);
    }

    [Fact]
    public void A_sequence_that_fits_is_seen_whole_whatever_the_rule()
    {
        Assert.Equal([new Window(0, 54)], new SequenceEncoder(Sample.Tokenizer, 20, rule: null).Cut(new byte[54]));
        Assert.All(Enum.GetValues<LongSequenceRule>(), rule =>
            Assert.Equal([new Window(0, 54)], new SequenceEncoder(Sample.Tokenizer, 20, rule).Cut(new byte[54])));
    }

    [Fact]
    public void Windows_of_a_long_sequence_overlap_by_half()
    {
        var encoder = new SequenceEncoder(Sample.Tokenizer, 20, LongSequenceRule.Windows);

        Assert.Equal([new Window(0, 54), new Window(27, 81), new Window(46, 100)], encoder.Cut(new byte[100]));
    }

    [Fact]
    public void A_window_is_encoded_alone_between_special_tokens()
    {
        var encoder = new SequenceEncoder(Sample.Tokenizer, 20, LongSequenceRule.KeepStart);

        // [CLS], AAT, [SEP]
        Assert.Equal([2, 6, 3], encoder.Encode("CCCAATCCC"u8, new Window(3, 6)));
    }

    [Fact]
    public void An_empty_sequence_is_refused_with_its_line()
    {
        var encoder = new SequenceEncoder(Sample.Tokenizer, 20, LongSequenceRule.Windows);

        var refusal = Assert.Throws<InputException>(() => encoder.Check([], "reads.fa", 7));

        Assert.Equal(
            "reads.fa:7: the sequence is empty; at least one base was expected; remove the record or fill it in.",
            refusal.Message);
    }

    [Fact]
    public void A_long_sequence_without_a_rule_is_refused_with_the_rules_to_choose_from()
    {
        var encoder = new SequenceEncoder(Sample.Tokenizer, 20, rule: null);

        var refusal = Assert.Throws<InputException>(() => encoder.Check(new byte[1055], "reads.fa", 9));

        Assert.Equal("reads.fa:9: the sequence has 1,055 bases; the model's context has 54; choose what to do with long "
            + "sequences: long=windows, keep_start, keep_middle or keep_end.", refusal.Message);
        Assert.Throws<InvalidOperationException>(() => encoder.Cut(new byte[1055]));
    }

    [Fact]
    public void Sequences_that_fit_or_have_a_rule_are_not_refused()
    {
        new SequenceEncoder(Sample.Tokenizer, 20, rule: null).Check(new byte[54], "reads.fa", 1);
        new SequenceEncoder(Sample.Tokenizer, 20, LongSequenceRule.KeepEnd).Check(new byte[55], "reads.fa", 1);
    }

    [Fact]
    public void Tokens_of_different_lengths_fit_by_their_number()
    {
        var encoder = new SequenceEncoder(Pairs, contextTokens: 6, rule: null);

        Assert.True(encoder.Fits("ACACACAC"u8));
        Assert.False(encoder.Fits("TTTTT"u8));
        // Three tokens, GG each, and on the other strand six.
        Assert.False(encoder.Fits("GGGGGG"u8));
        Assert.Equal([new Window(0, 8)], encoder.Cut("ACACACAC"u8));
        Assert.Contains("has 7 bases in 5 tokens; the model's context has 4;",
            Assert.Throws<InputException>(() => encoder.Check("ACTTTAC"u8, "reads.fa", 9)).Message);
    }

    [Theory]
    [InlineData(LongSequenceRule.KeepStart, 0, 6, 0, 6)]
    [InlineData(LongSequenceRule.KeepEnd, 4, 11, 4, 11)]
    [InlineData(LongSequenceRule.KeepMiddle, 2, 8, 2, 8)]
    [InlineData(LongSequenceRule.Windows, 0, 6, 4, 11)]
    public void A_sequence_of_such_tokens_is_cut_between_them(LongSequenceRule rule, int start, int end, int lastStart, int lastEnd)
    {
        // AC T T AC | AC T AC: seven tokens, of which four fit.
        var windows = new SequenceEncoder(Pairs, contextTokens: 6, rule).Cut("ACTTACACTAC"u8);

        Assert.Equal((new Window(start, end), new Window(lastStart, lastEnd)), (windows[0], windows[^1]));
    }

    private static BpeTokenizer Pairs { get; } = BpeTokenizer.Of(new BpeMerges("ACGT", [(0, 1), (2, 3), (2, 2)]), Alphabet.Dna);
}
