using Cistron.Sequences.Randomness;
using Cistron.Training.Masking;
using Cistron.Training.Recipes;

namespace Cistron.Training.Tests.Masking;

public class MaskingPlanTests
{
    private static readonly MaskingRecipe RandomMask = new() { Spans = new SpanRecipe { Curriculum = SpanCurriculum.Grow } };

    [Theory]
    [InlineData(0, 6)]
    [InlineData(95_999, 6)]
    [InlineData(96_000, 8)]
    [InlineData(192_000, 10)]
    [InlineData(288_000, 12)]
    [InlineData(479_999, 14)]
    [InlineData(480_000, 14)]
    public void Random_mask_has_five_phases_of_like_length_and_two_more_tokens_in_each(long step, int longest)
    {
        var policy = (SpanMasking)RandomMask.Plan(6, 480_000).PhaseAt(step).Policy;

        Assert.Equal(Enumerable.Range(0, (longest - 6) / 2 + 1).Select(i => 6 + 2 * i), policy.Lengths);
        Assert.Equal(0.025, policy.CentreProbability, 1e-12);
    }

    [Fact]
    public void The_first_phase_is_dnaberts_masking_bit_for_bit()
    {
        var dnabert = new MaskingRecipe { Spans = new SpanRecipe() }.Plan(6, 1000);
        var policy = new SpanMasking([6], 0.15 / 6);

        Assert.Equal(policy, dnabert.At(500, RandomStream.For(1, "span length", 500)));
        Assert.Equal(policy, RandomMask.Plan(6, 1000).At(199, RandomStream.For(1, "span length", 199)));
    }

    [Fact]
    public void Validation_masks_as_the_last_phase_does_with_every_token_masked()
    {
        var validation = (SpanMasking)RandomMask.Plan(6, 1000).ForValidation;

        Assert.Equal(14, validation.Lengths[^1]);
        Assert.Equal((1, 0), (validation.MaskShare, validation.RandomShare));
    }

    [Fact]
    public void A_curriculum_shrinks_stays_or_goes_by_a_list()
    {
        Assert.Equal([14, 12, 10, 8, 6], Maxima(new SpanRecipe { Curriculum = SpanCurriculum.Shrink }));
        Assert.Equal([14], Maxima(new SpanRecipe { Maximum = 14 }));
        Assert.Equal([6], Maxima(new SpanRecipe()));
        Assert.Equal([6, 14, 8], Maxima(new SpanRecipe { Curriculum = SpanCurriculum.List, Maxima = [6, 14, 8] }));
        Assert.Equal([6, 10], Maxima(new SpanRecipe { Curriculum = SpanCurriculum.Grow, PhaseCount = 2, Maximum = 10 }));
    }

    [Fact]
    public void Phases_end_where_they_are_told_to()
    {
        var spans = new SpanRecipe { Curriculum = SpanCurriculum.Grow, PhaseCount = 3, Ends = [10, 100] };

        Assert.Equal([10, 100, 400], spans.Phases(6, 400).Select(phase => phase.End));
    }

    [Fact]
    public void A_budget_of_tokens_keeps_the_masked_share()
    {
        var spans = new SpanRecipe { Budget = SpanBudget.Tokens, Lengths = SpanLengths.Every };
        int[] row = [.. Enumerable.Range(0, 100_000).Select(i => 5 + i % 64)];
        var vocabulary = new Sequences.Tokenizers.KmerTokenizer(3, 1, Sequences.Tokenizers.Tail.Drop,
            Sequences.Alphabets.Alphabet.Dna).Vocabulary;

        var policy = spans.Policy(6, 14, 0.15) with { Drawn = SpanDraw.Span };
        double share = policy.Apply(row, vocabulary, RandomStream.For(1, "mask", 0)).Positions.Length / 100_000.0;

        Assert.Equal(9, policy.Lengths.Length);
        Assert.Equal(0.15, share, 0.01);
    }

    [Fact]
    public void Spans_that_contradict_themselves_are_refused()
    {
        Refused(new SpanRecipe { Curriculum = SpanCurriculum.List }, "maxima");
        Refused(new SpanRecipe { Maxima = [6] }, "maxima");
        Refused(new SpanRecipe { Minimum = 8, Maximum = 6 }, "maximum");
        Refused(new SpanRecipe { Curriculum = SpanCurriculum.Grow, Ends = [10] }, "ends");
        Refused(new SpanRecipe { Curriculum = SpanCurriculum.Grow, PhaseCount = 3, Ends = [10, 10] }, "ends");
        Assert.NotNull(new SpanRecipe { Maximum = 4 }.Fault(6));
        Assert.Null(new SpanRecipe { Maximum = 4 }.Fault(3));
    }

    private static IEnumerable<int> Maxima(SpanRecipe spans) => spans.Phases(6, 1000).Select(phase => phase.Maximum);

    private static void Refused(SpanRecipe spans, string key) =>
        Assert.Contains(spans.Validate(), fault => fault.Key == key);
}
