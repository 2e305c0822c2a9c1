using Cistron.Models.Bert;
using Cistron.Models.Folders;
using Cistron.Training.Planning;

namespace Cistron.Training.Tests.Planning;

public sealed class MemoryEstimateTests
{
    private static readonly BertConfiguration Shape = new()
    {
        VocabularySize = 10, Layers = 1, Dimensions = 4, Heads = 2, FeedForward = 8, ContextTokens = 3,
        Dropout = 0, AttentionDropout = 0,
    };

    private static readonly PassShape Pass = new(Rows: 2, Width: 3, Tokens: 6, Targets: 1);

    [Fact]
    public void A_pass_in_float32_keeps_what_one_counts_by_hand()
    {
        MemoryEstimate memory = Estimate(Shape, Pass, Plain(isHalf: false));

        // Six tokens of four dimensions: token vectors, two sums, a normalization; then six products, three layouts by head,
        // two sums, two normalizations. Feed-forward: before and after the activation. Scores: of the softmax.
        // The head: states picked out, dense, activated, normalized; logits.
        Assert.Equal(
            [("hidden states", 24 * 4 * (4 + 13)), ("feed-forward", 48 * 4 * 2), ("attention scores", 6 * 3 * 2 * 4),
                ("head and loss", 4 * (4 * 4 + 10)), ("gradients of a layer's results", 1632 + 384 + 144)],
            memory.Activations.Select(part => (part.Name, part.Bytes)));
    }

    [Fact]
    public void Fused_attention_keeps_nothing_of_pairs_and_lays_nothing_out_anew()
    {
        MemoryEstimate memory = Estimate(Shape, Pass, new ComputeMode(IsHalf: false, IsCuda: false) { FusesAttention = true });

        // Five copies less of six tokens of four dimensions, and one number of each token and head.
        Assert.Equal([("hidden states", 24 * 4 * (4 + 8)), ("feed-forward", 48 * 4 * 2), ("attention scores", 6 * 2 * 4)],
            memory.Activations.Take(3).Select(part => (part.Name, part.Bytes)));
    }

    [Fact]
    public void Layers_that_are_computed_again_keep_their_inputs_and_the_inside_of_one()
    {
        var shape = Shape with { Layers = 5 };
        var model = ModelArithmetic.Of(shape, PredictedTokens.Masked, recomputesLayers: true)!;

        MemoryEstimate memory = MemoryEstimate.Of(model, Pass, Plain(isHalf: false), hasAverage: false);
        MemoryEstimate half = MemoryEstimate.Of(model, Pass, Plain(isHalf: true), hasAverage: false);

        Assert.Equal(
            [("inputs of layers", 24 * 4 * (4 + 5)), ("hidden states", 24 * 4 * 13), ("feed-forward", 48 * 4 * 2),
                ("attention scores", 6 * 3 * 2 * 4), ("head and loss", 4 * (4 * 4 + 10)),
                ("gradients of a layer's results", 1248 + 384 + 144)],
            memory.Activations.Select(part => (part.Name, part.Bytes)));
        // Of one layer's matrices, and of the head's.
        Assert.Equal(2 * (4 * 16 + 2 * 32 + 16 + 40), half.Fixed.Single(part => part.Name == "16-bit copies of weights").Bytes);
    }

    [Fact]
    public void Weights_gradients_and_moments_are_float32_in_any_precision()
    {
        var model = ModelArithmetic.Of(Shape, PredictedTokens.Masked)!;

        MemoryEstimate half = Estimate(Shape, Pass, new ComputeMode(IsHalf: true, IsCuda: false));

        Assert.Equal(
            [("weights", 4 * model.Weights), ("gradients", 4 * model.Weights), ("AdamW's moments", 8 * model.Weights),
                ("16-bit copies of weights", 2 * model.FactorWeights)],
            half.Fixed.Select(part => (part.Name, (long)part.Bytes)));
    }

    [Fact]
    public void Dropout_makes_more_scores_and_half_precision_a_copy()
    {
        var dropped = Shape with { AttentionDropout = 0.1 };

        double[] bytes =
        [
            Scores(Shape, Pass, Plain(isHalf: false)),                  // softmax
            Scores(Shape, Pass, Plain(isHalf: true)),                   // and its cast
            Scores(dropped, Pass, Plain(isHalf: false)),                // softmax, factors, their product
            Scores(dropped, Pass, Plain(isHalf: true)),                 // the product in 16 bits
            Scores(dropped, Pass, new ComputeMode(true, true)),         // a mask in place of factors
        ];

        Assert.Equal([4, 6, 12, 10, 7], bytes.Select(all => all / 36));
    }

    [Fact]
    public void The_loss_keeps_logits_and_on_a_GPU_their_copy_and_their_logarithms()
    {
        double[] bytes = [.. new ComputeMode[] { new(false, false), new(true, false), new(false, true), new(true, true) }.Select(mode =>
            Estimate(Shape, Pass, mode).Activations.Single(part => part.Name == "head and loss").Bytes)];

        Assert.Equal([4 * (16 + 10), 4 * 16 + 2 * 10, 4 * (16 + 20), 4 * 16 + 10 * (2 + 4 + 4)], bytes);
    }

    [Fact]
    public void The_rows_that_fit_fill_nine_tenths_and_one_more_does_not()
    {
        var mode = new ComputeMode(IsHalf: true, IsCuda: true);
        const double memory = 1e6;

        long rows = Estimate(Shape, Pass, mode).RowsIn(memory);

        Assert.InRange(Estimate(Shape, Pass.WithRows((int)rows), mode).Total, 0, 0.9 * memory);
        Assert.True(Estimate(Shape, Pass.WithRows((int)rows + 1), mode).Total > 0.9 * memory);
        Assert.Equal(0, Estimate(Shape, Pass, mode).RowsIn(1000));
    }

    private static ComputeMode Plain(bool isHalf) => new(isHalf, IsCuda: false) { FusesAttention = false };

    private static double Scores(BertConfiguration shape, PassShape pass, ComputeMode mode) =>
        Estimate(shape, pass, mode).Activations.Single(part => part.Name == "attention scores").Bytes;

    private static MemoryEstimate Estimate(BertConfiguration shape, PassShape pass, ComputeMode mode) =>
        MemoryEstimate.Of(ModelArithmetic.Of(shape, PredictedTokens.Masked)!, pass, mode, hasAverage: false);
}
