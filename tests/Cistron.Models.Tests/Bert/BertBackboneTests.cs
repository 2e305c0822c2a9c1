using Cistron.Models.Bert;
using Cistron.Torch;
using Cistron.Torch.Modules;

namespace Cistron.Models.Tests.Bert;

public class BertBackboneTests
{
    [Fact]
    public void Initial_weights_have_the_configured_deviation_heads_included()
    {
        using var scope = new TensorScope();
        var shape = Sample.Shape with { Dimensions = 128, FeedForward = 256, InitialDeviation = 0.07 };
        Module[] models =
            [Sample.LanguageModel(shape), Sample.SequenceModel(shape, Sample.Task with { Pooling = Heads.Pooling.Cls })];

        Assert.All(models.SelectMany(model => model.Parameters()), parameter =>
        {
            var (name, values) = (parameter.Key, TensorAssert.Values(parameter.Value));
            if (name.EndsWith("bias", StringComparison.Ordinal))
                Assert.All(values, value => Assert.Equal(0, value));
            else if (name.Contains("LayerNorm", StringComparison.Ordinal))
                Assert.All(values, value => Assert.Equal(1, value));
            else
            {
                // Five standard errors: of a deviation σ/√2n, of a mean σ/√n.
                double deviation = Math.Sqrt(values.Average(value => (double)value * value));
                Assert.Equal(0.07, deviation, 5 * 0.07 / Math.Sqrt(2 * values.Length));
                Assert.Equal(0, values.Average(), 5 * 0.07 / Math.Sqrt(values.Length));
            }
        });
    }

    [Fact]
    public void A_seed_gives_the_same_weights_again_and_another_seed_gives_others()
    {
        using var scope = new TensorScope();

        float[] once = Weights(1), again = Weights(1), other = Weights(2);

        Assert.Equal(once, again);
        Assert.NotEqual(once, other);

        static float[] Weights(ulong seed) =>
            [.. Sample.LanguageModel(Sample.Shape, seed).Parameters().SelectMany(p => TensorAssert.Values(p.Value))];
    }

    [Theory]
    [MemberData(nameof(Sample.Encoders), MemberType = typeof(Sample))]
    public void Every_position_encoding_tells_the_order_of_tokens(PositionEncoding position, Normalization normalization)
    {
        using var scope = new TensorScope();
        var model = Sample.LanguageModel(Sample.Shape with { Position = position, Normalization = normalization }).Backbone;
        int[] row = Sample.Row(48), swapped = [.. row];
        (swapped[3], swapped[9]) = (row[9], row[3]);

        // Without positions attention sees a set, and [CLS] could not tell the two rows apart.
        float[] first = Cls(row), second = Cls(swapped);

        Assert.True(first.Zip(second).Max(pair => Math.Abs(pair.First - pair.Second)) > 1e-2);

        float[] Cls(int[] ids) => TensorAssert.Values(model.Forward(Sample.Batch(ids)).Select(1, 0));
    }

    [Fact]
    public void Dropout_is_on_in_training_and_off_while_evaluating()
    {
        using var scope = new TensorScope();
        var task = Sample.Task;
        var model = Sample.SequenceModel(Sample.Shape with { Dropout = 0.5, AttentionDropout = 0.5 }, task);
        var batch = Sample.Batch(Sample.Row(30), Sample.Row(54, draw: 1));
        var withoutDropout = Sample.SequenceModel(Sample.Shape with { Dropout = 0, AttentionDropout = 0 }, task);

        model.SetTraining(true);
        float[] trained = TensorAssert.Values(model.Forward(batch)), trainedAgain = TensorAssert.Values(model.Forward(batch));
        model.SetTraining(false);
        float[] evaluated = TensorAssert.Values(model.Forward(batch));

        Assert.NotEqual(trained, trainedAgain);
        Assert.Equal(TensorAssert.Values(withoutDropout.Forward(batch)), evaluated);
    }

    [Fact]
    public void A_row_longer_than_the_context_is_refused()
    {
        using var scope = new TensorScope();
        var model = Sample.LanguageModel(Sample.Shape).Backbone;

        var refusal = Assert.Throws<ArgumentException>(() => model.Forward(Sample.Batch(Sample.Row(57))));

        Assert.Equal("a row of 21 tokens does not fit this model's context of 20", refusal.Message);
    }
}
