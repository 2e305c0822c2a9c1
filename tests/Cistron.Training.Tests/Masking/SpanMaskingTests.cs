using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Tokenizers;
using Cistron.Training.Masking;

namespace Cistron.Training.Tests.Masking;

public class SpanMaskingTests
{
    private static readonly Vocabulary SixMers = new KmerTokenizer(6, 1, Tail.Drop, Alphabet.Dna).Vocabulary;
    private static readonly SpecialTokens Specials = SixMers.Specials;

    /// <summary>The offsets of DNABERT's pre-training script, with 0 for the centre itself.</summary>
    [Theory]
    [InlineData(3, new[] { -1, 0, 1 })]
    [InlineData(4, new[] { -1, 0, 1, 2 })]
    [InlineData(5, new[] { -2, -1, 0, 1, 2 })]
    [InlineData(6, new[] { -2, -1, 0, 1, 2, 3 })]
    public void A_span_of_k_tokens_has_the_offsets_of_dnabert(int k, int[] offsets)
    {
        int[] row = Row(100_001);
        // A centre in ten thousand tokens: spans stand alone.
        int[] positions = Mask(new SpanMasking([k], 1e-4), row).Positions;

        int[] centres = [.. Centres(row.Length, 1e-4)];
        Assert.InRange(centres.Length, 3, 30);
        Assert.Equal(centres.SelectMany(centre => offsets.Select(offset => centre + offset)).Distinct().Order(), positions);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(9)]
    [InlineData(14)]
    public void Every_span_has_its_length_unless_it_meets_another_or_an_end(int length)
    {
        int[] row = Row(200_000);

        var runs = Runs(Mask(new SpanMasking([length], 0.001), row).Positions).ToList();

        Assert.All(runs.Where(run => run.Start > 0 && run.End < row.Length), run => Assert.True(run.End - run.Start >= length));
        Assert.True(runs.Count(run => run.End - run.Start == length) > 0.9 * runs.Count);
    }

    [Theory]
    [InlineData(6, 0.025)]
    [InlineData(14, 0.025)]
    [InlineData(3, 0.05)]
    public void The_masked_share_is_the_chance_of_a_centre_within_reach(int length, double centres)
    {
        int[] row = Row(200_000);

        double share = (double)Mask(new SpanMasking([length], centres), row).Positions.Length / row.Length;

        Assert.Equal(1 - Math.Pow(1 - centres, length), share, 0.01);
    }

    [Fact]
    public void Special_tokens_are_never_chosen_and_cut_a_span()
    {
        int[] row = [Specials.Classification, 7, 8, Specials.Unknown, 9, 10, 11, 12, Specials.Separator, Specials.Padding];

        for (int i = 0; i < 300; i++)
        {
            var masked = new SpanMasking([6], 0.5).Apply(row, SixMers, RandomStream.For(1, "mask", i));

            Assert.Subset(new HashSet<int> { 1, 2, 4, 5, 6, 7 }, masked.Positions.ToHashSet());
        }
    }

    [Fact]
    public void A_row_without_a_centre_gets_one_whole_span()
    {
        for (int i = 0; i < 100; i++)
        {
            var masked = new SpanMasking([6], 1e-12).Apply(Row(50), SixMers, RandomStream.For(1, "mask", i));

            var run = Assert.Single(Runs(masked.Positions));
            Assert.True(run.End - run.Start == 6 || run.Start == 0 || run.End == 50);
        }
    }

    [Fact]
    public void Lengths_are_drawn_evenly()
    {
        var policy = new SpanMasking([6, 8, 10], 0.0005) { Drawn = SpanDraw.Span };

        var counts = Runs(Mask(policy, Row(1_000_000)).Positions).CountBy(run => run.End - run.Start).ToDictionary();

        Assert.All([6, 8, 10], length => Assert.InRange(counts[length], 110, 220));
    }

    [Fact]
    public void A_step_draws_one_length_for_all_its_rows_and_a_row_one_for_all_its_spans()
    {
        var perStep = new SpanMasking([6, 8, 10, 12, 14], 0.0005);
        var perRow = perStep with { Drawn = SpanDraw.Sequence };

        var steps = Enumerable.Range(0, 200)
            .Select(step => (SpanMasking)perStep.ForStep(RandomStream.For(1, "span length", step)))
            .Select(policy => Assert.Single(policy.Lengths)).CountBy(length => length).ToDictionary();
        Assert.Equal(5, steps.Count);
        Assert.All(steps, length => Assert.InRange(length.Value, 18, 65));
        Assert.Same(perRow, perRow.ForStep(RandomStream.For(1, "span length", 0)));
        for (int i = 0; i < 20; i++)
        {
            var runs = Runs(perRow.Apply(Row(20_000), SixMers, RandomStream.For(1, "mask", i)).Positions)
                .Where(run => run.Start > 0 && run.End < 20_000).CountBy(run => run.End - run.Start).ToDictionary();
            Assert.True(runs.Values.Max() >= runs.Values.Sum() - 3);
        }
    }

    [Fact]
    public void Behind_a_span_no_centre_lies_within_it()
    {
        var policy = new SpanMasking([6], 0.5) { Scan = SpanScan.BehindSpan };

        double share = (double)Mask(policy, Row(100_000)).Positions.Length / 100_000;
        double overlapping = (double)Mask(policy with { Scan = SpanScan.Independent }, Row(100_000)).Positions.Length / 100_000;

        // Between two spans the next centre is a geometric draw with mean 2 away, 5 of whose reach lie in the span before.
        Assert.InRange(share, 0.80, 0.95);
        Assert.InRange(overlapping, 0.97, 1);
    }

    [Fact]
    public void A_span_that_is_replaced_as_one_is_masked_exchanged_or_kept_as_one()
    {
        int[] row = Row(200_000);
        var masked = Mask(new SpanMasking([6], 0.001) { ReplacedUnit = ReplacedUnit.Span }, row);

        var kinds = Runs(masked.Positions).Select(run => Enumerable.Range(run.Start, run.End - run.Start)
            .Select(i => masked.Input[i] == Specials.Mask ? 'm' : masked.Input[i] == row[i] ? 'k' : 'r').Distinct().Count());

        Assert.All(kinds, count => Assert.Equal(1, count));
    }

    [Fact]
    public void Random_tokens_of_the_whole_vocabulary_may_be_special()
    {
        var policy = new SpanMasking([6], 0.9) { MaskShare = 0, RandomShare = 1, RandomTokens = RandomTokens.Vocabulary };

        var masked = Mask(policy, Row(100_000));

        Assert.Contains(masked.Positions, p => Specials.Contains(masked.Input[p]));
    }

    /// <summary>Centres that the stream of <see cref="Mask"/> draws: one draw for each token.</summary>
    private static IEnumerable<int> Centres(int length, double probability)
    {
        var draws = RandomStream.For(1, "mask", 0);
        for (int i = 0; i < length; i++)
            if (draws.NextDouble() < probability)
                yield return i;
    }

    private static IEnumerable<(int Start, int End)> Runs(int[] positions)
    {
        for (int i = 0, start = 0; i < positions.Length; i++)
        {
            if (i + 1 < positions.Length && positions[i + 1] == positions[i] + 1)
                continue;
            yield return (positions[start], positions[i] + 1);
            start = i + 1;
        }
    }

    private static MaskedRow Mask(MaskingPolicy policy, int[] row) => policy.Apply(row, SixMers, RandomStream.For(1, "mask", 0));

    private static int[] Row(int length) => [.. Enumerable.Range(0, length).Select(i => 5 + i % 4096)];
}
