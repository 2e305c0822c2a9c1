using Cistron.Models;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Tokenizers;
using Cistron.Training.Masking;

namespace Cistron.Training.Tests.Masking;

public class HiddenBasesTests
{
    [Theory]
    [InlineData(3, 3)]
    [InlineData(6, 6)]
    [InlineData(6, 14)]
    [InlineData(4, 9)]
    [InlineData(6, 2)]
    public void A_span_of_m_overlapping_k_mers_hides_m_minus_k_plus_1_bases(int k, int m)
    {
        var hidden = Hide(new KmerTokenizer(k, 1, Tail.Drop, Alphabet.Dna), 100, [.. Enumerable.Range(30, m)]);

        Assert.Equal(Math.Max(0, m - k + 1), hidden.Unknown);
        Assert.Equal(m + k - 1, hidden.Predicted);
        Assert.Equal(100, hidden.Bases);
        Assert.Equal(100 - k + 1, hidden.Tokens);
    }

    [Fact]
    public void Of_tokens_side_by_side_every_base_is_hidden()
    {
        var hidden = Hide(new KmerTokenizer(6, 6, Tail.Drop, Alphabet.Dna), 120, [4, 9]);

        Assert.Equal((20, 120, 12, 12), (hidden.Tokens, hidden.Bases, hidden.Predicted, hidden.Unknown));
        Assert.Equal(12 * Math.Log(4), hidden.Floor, 1e-9);
    }

    [Fact]
    public void A_token_that_is_kept_shows_its_bases_to_the_others()
    {
        var tokenizer = new KmerTokenizer(3, 1, Tail.Drop, Alphabet.Dna);
        var spans = new List<TokenSpan>();
        int[] ids = tokenizer.Frame(Bases(20), Framing.Both, spans);
        int[] input = [.. ids];
        // Tokens at 5, 6 and 7 hide base 6 of the sequence alone; the middle one stays as it is.
        input[5] = input[7] = tokenizer.Vocabulary.Specials.Mask;

        var hidden = HiddenBases.Of(new MaskedRow(input, [5, 6, 7], [ids[5], ids[6], ids[7]]), spans);

        Assert.Equal(0, hidden.Unknown);
        Assert.Equal(0, hidden.Floor);
        Assert.Equal(5, hidden.Predicted);
    }

    /// <summary>Floors that were computed apart from this code, by drawing masks for rows of 500 tokens.</summary>
    [Theory]
    [InlineData(6, 2.05, 1.07, 0.141)]
    [InlineData(8, 2.92, 1.55, 0.159)]
    [InlineData(10, 3.68, 1.99, 0.181)]
    [InlineData(14, 4.68, 2.50, 0.220)]
    public void The_floors_of_random_mask_are_those_of_the_literature_of_its_masks(
        int maximum, double allMasked, double replaced, double share)
    {
        var lengths = Enumerable.Range(0, (maximum - 6) / 2 + 1).Select(i => 6 + 2 * i);
        var policy = new SpanMasking([.. lengths], 0.025);

        var (masked, hidden) = Sum(policy.ForValidation);
        Assert.Equal(allMasked, hidden.Floor / masked, 0.1);
        Assert.Equal(share, (double)masked / hidden.Tokens, 0.008);

        (masked, hidden) = Sum(policy);
        Assert.Equal(replaced, hidden.Floor / masked, 0.16);
    }

    private static (long Masked, HiddenBases Hidden) Sum(MaskingPolicy policy)
    {
        var tokenizer = new KmerTokenizer(6, 1, Tail.Drop, Alphabet.Dna);
        var spans = new List<TokenSpan>();
        int[] ids = tokenizer.Frame(Bases(505), Framing.Both, spans);
        long masked = 0;
        HiddenBases hidden = default;
        for (int i = 0; i < 1500; i++)
        {
            var row = policy.ForStep(RandomStream.For(2, "span length", i))
                .Apply(ids, tokenizer.Vocabulary, RandomStream.For(2, "mask", i));
            masked += row.Positions.Length;
            hidden += HiddenBases.Of(row, spans);
        }
        return (masked, hidden);
    }

    private static HiddenBases Hide(Tokenizer tokenizer, int length, int[] positions)
    {
        var spans = new List<TokenSpan>();
        int[] ids = tokenizer.Frame(Bases(length), Framing.Both, spans);
        int[] input = [.. ids];
        foreach (int position in positions)
            input[position] = tokenizer.Vocabulary.Specials.Mask;
        return HiddenBases.Of(new MaskedRow(input, positions, [.. positions.Select(p => ids[p])]), spans);
    }

    private static byte[] Bases(int length)
    {
        var draws = RandomStream.For(3, "bases");
        return [.. Enumerable.Range(0, length).Select(_ => "ACGT"u8[(int)draws.NextBelow(4)])];
    }
}
