using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Tokenizers;
using Cistron.Training.Masking;

namespace Cistron.Training.Tests.Masking;

public class BertMaskingTests
{
    private static readonly Vocabulary ThreeMers = new KmerTokenizer(3, 1, Tail.Drop, Alphabet.Dna).Vocabulary;
    private static readonly SpecialTokens Specials = ThreeMers.Specials;

    [Theory]
    [InlineData(0.15)]
    [InlineData(0.4)]
    public void The_share_of_chosen_tokens_lies_within_binomial_bounds(double probability)
    {
        int[] row = Row(100_000);

        int chosen = Mask(new BertMasking(probability), row).Positions.Length;

        AssertBinomial(row.Length, probability, chosen);
    }

    [Theory]
    [InlineData(0.8, 0.1)]
    [InlineData(0.5, 0.5)]
    [InlineData(0.0, 0.3)]
    public void Chosen_tokens_become_the_mask_or_a_random_token_or_stay(double maskShare, double randomShare)
    {
        int[] row = Row(100_000);
        var policy = new BertMasking(0.5) { MaskShare = maskShare, RandomShare = randomShare };

        var masked = Mask(policy, row);

        int[] seen = [.. masked.Positions.Select(p => masked.Input[p])];
        int masks = seen.Count(id => id == Specials.Mask);
        int others = seen.Zip(masked.Targets).Count(t => t.First != Specials.Mask && t.First != t.Second);
        AssertBinomial(seen.Length, maskShare, masks);
        // A random token is the old one by chance once in 64 draws.
        AssertBinomial(seen.Length, randomShare * 63 / 64, others);
    }

    [Fact]
    public void Random_tokens_are_drawn_evenly_from_all_that_are_not_special()
    {
        var policy = new BertMasking(0.9) { MaskShare = 0, RandomShare = 1 };

        var masked = Mask(policy, Row(100_000));

        var counts = masked.Positions.CountBy(p => masked.Input[p]).ToDictionary();
        Assert.Equal(64, counts.Count);
        Assert.All(counts, count =>
        {
            Assert.False(Specials.Contains(count.Key));
            AssertBinomial(masked.Positions.Length, 1.0 / 64, count.Value);
        });
    }

    [Fact]
    public void Targets_are_the_original_ids_and_all_other_positions_stay()
    {
        int[] row = Row(500);

        var masked = Mask(new BertMasking(0.3), row);

        Assert.Equal(masked.Positions.Select(p => row[p]), masked.Targets);
        Assert.Equal(masked.Positions.Order().Distinct(), masked.Positions);
        int[] others = [.. Enumerable.Range(0, row.Length).Except(masked.Positions)];
        Assert.All(others, position => Assert.Equal(row[position], masked.Input[position]));
    }

    [Fact]
    public void Special_tokens_and_padding_are_never_chosen()
    {
        int[] row =
            [Specials.Classification, 7, Specials.Unknown, 8, Specials.Mask, Specials.Separator, Specials.Padding];

        for (int i = 0; i < 200; i++)
        {
            var masked = new BertMasking(0.9).Apply(row, ThreeMers, RandomStream.For(1, "mask", i));

            Assert.Subset(new HashSet<int> { 1, 3 }, masked.Positions.ToHashSet());
            Assert.NotEmpty(masked.Positions);
        }
    }

    [Fact]
    public void Ambiguity_letters_are_never_chosen_and_never_drawn()
    {
        var tokenizer = new LetterTokenizer(Alphabet.Dna);
        List<int> row = [];
        for (int i = 0; i < 1000; i++)
            tokenizer.Encode("ACNRGTY"u8, row);

        foreach (var policy in new MaskingPolicy[] { new BertMasking(0.9), new SpanMasking([4], 0.2) })
        {
            var masked = (policy with { MaskShare = 0.5, RandomShare = 0.5 }).Apply(row.ToArray(), tokenizer.Vocabulary, RandomStream.For(1, "mask", 0));

            Assert.All(masked.Targets, id => Assert.InRange(id, 5, 8));
            Assert.Equal([Specials.Mask, 5, 6, 7, 8], masked.Positions.Select(p => masked.Input[p]).Distinct().Order());
        }
    }

    [Fact]
    public void Every_row_with_content_has_a_target_and_every_token_may_be_it()
    {
        int[] row = [Specials.Classification, 7, 8, 9, Specials.Separator];
        var policy = new BertMasking(1e-9);

        int[] chosen = [.. Enumerable.Range(0, 3000)
            .Select(i => Assert.Single(policy.Apply(row, ThreeMers, RandomStream.For(1, "mask", i)).Positions))];

        Assert.All([1, 2, 3], position => AssertBinomial(3000, 1.0 / 3, chosen.Count(c => c == position)));
    }

    [Fact]
    public void A_row_without_content_has_no_target()
    {
        int[] row = [Specials.Classification, Specials.Unknown, Specials.Separator];

        var masked = Mask(new BertMasking(0.9), row);

        Assert.Empty(masked.Positions);
        Assert.Equal(row, masked.Input);
    }

    [Fact]
    public void A_mask_is_a_function_of_its_stream_alone()
    {
        int[] row = Row(1000);
        var policy = new BertMasking();

        var first = Mask(policy, row);
        _ = policy.Apply(row, ThreeMers, RandomStream.For(1, "mask", 99));
        var again = Mask(policy, row);
        var other = policy.Apply(row, ThreeMers, RandomStream.For(1, "mask", 1));

        Assert.Equal(first.Input, again.Input);
        Assert.Equal(first.Positions, again.Positions);
        Assert.NotEqual(first.Positions, other.Positions);
    }

    [Fact]
    public void For_validation_every_chosen_token_becomes_the_mask()
    {
        var masked = Mask(new BertMasking().ForValidation, Row(1000));

        Assert.All(masked.Positions, p => Assert.Equal(Specials.Mask, masked.Input[p]));
    }

    private static MaskedRow Mask(MaskingPolicy policy, int[] row) =>
        policy.Apply(row, ThreeMers, RandomStream.For(1, "mask", 0));

    /// <summary>Ids of 3-mers that are not special, in turn.</summary>
    private static int[] Row(int length) => [.. Enumerable.Range(0, length).Select(i => 5 + i % 64)];

    /// <summary>Checks a count against its mean, give or take five standard deviations.</summary>
    private static void AssertBinomial(int trials, double probability, int count)
    {
        double mean = trials * probability, deviation = Math.Sqrt(mean * (1 - probability));
        Assert.InRange(count, mean - 5 * deviation - 1e-9, mean + 5 * deviation + 1e-9);
    }
}
