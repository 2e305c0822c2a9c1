using Cistron.Models.Bert;
using Cistron.Models.Heads;
using Cistron.Torch;

namespace Cistron.Models.Tests;

/// <summary>What a model says about a sequence must not depend on what happens to stand beside it in a batch.</summary>
public class BatchInvarianceTests
{
    /// <summary>Kernels add in another order for another shape of batch: a few float32 roundings, no more.</summary>
    private const double Tolerance = 1e-5;

    private static readonly int[][] Rows = [Sample.Row(7), Sample.Row(54, 1), Sample.Row(30, 2), Sample.Row(33, 3)];

    [Theory]
    [MemberData(nameof(Sample.Encoders), MemberType = typeof(Sample))]
    public void Hidden_states_are_the_same_alone_padded_and_in_another_order(
        PositionEncoding position, Normalization normalization)
    {
        using var scope = new TensorScope();
        var model = Sample.LanguageModel(Sample.Shape with { Position = position, Normalization = normalization }).Backbone;
        Tensor together = model.Forward(Sample.Batch(Rows)), reversed = model.Forward(Sample.Batch([.. Rows.Reverse()]));

        for (int row = 0; row < Rows.Length; row++)
        {
            Tensor alone = model.Forward(Sample.Batch(Rows[row])).Select(0, 0);
            TensorAssert.Close(alone, together.Select(0, row).Slice(0, 0, Rows[row].Length), Tolerance);
            TensorAssert.Close(alone, reversed.Select(0, Rows.Length - 1 - row).Slice(0, 0, Rows[row].Length), Tolerance);
        }
    }

    [Theory]
    [MemberData(nameof(Sample.Encoders), MemberType = typeof(Sample))]
    public void Outputs_of_every_pooling_are_the_same_alone_and_padded(PositionEncoding position, Normalization normalization)
    {
        using var scope = new TensorScope();
        var shape = Sample.Shape with { Position = position, Normalization = normalization };
        foreach (var pooling in Enum.GetValues<Pooling>())
        {
            var model = Sample.SequenceModel(shape, Sample.Task with { Pooling = pooling });

            Tensor together = model.Forward(Sample.Batch(Rows));

            for (int row = 0; row < Rows.Length; row++)
                TensorAssert.Close(model.Forward(Sample.Batch(Rows[row])).Select(0, 0), together.Select(0, row), Tolerance);
        }
    }

    [Theory]
    [MemberData(nameof(Sample.Encoders), MemberType = typeof(Sample))]
    public void What_fills_padded_places_is_never_seen(PositionEncoding position, Normalization normalization)
    {
        using var scope = new TensorScope();
        var shape = Sample.Shape with { Position = position, Normalization = normalization };
        foreach (var pooling in Enum.GetValues<Pooling>())
        {
            var model = Sample.SequenceModel(shape, Sample.Task with { Pooling = pooling });

            Tensor padded = model.Forward(Sample.Batch(Rows));
            Tensor filledWithAToken = model.Forward(TokenBatch.From(Rows, paddingId: 17, Device.Cpu));

            // Same shapes, same order of sums: bit for bit.
            Assert.Equal(TensorAssert.Values(padded), TensorAssert.Values(filledWithAToken));
        }
    }

    [Theory]
    [MemberData(nameof(Sample.Encoders), MemberType = typeof(Sample))]
    public void Gradients_do_not_flow_into_padding(PositionEncoding position, Normalization normalization)
    {
        using var scope = new TensorScope();
        var shape = Sample.Shape with { Position = position, Normalization = normalization };
        var model = Sample.SequenceModel(shape, Sample.Task);

        model.Forward(Sample.Batch(Rows)).CrossEntropyLoss(Tensor.From<long>([0, 1, 2, 0], 4)).Backward();

        Tensor gradient = model.Backbone.TokenEmbeddings.Value.Grad!;
        int padding = Sample.Tokenizer.Vocabulary.Specials.Padding;
        Assert.All(TensorAssert.Values(gradient.Select(0, padding)), value => Assert.Equal(0, value));
        Assert.All(TensorAssert.Values(gradient), value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void Logits_of_chosen_positions_are_those_of_the_whole_batch()
    {
        using var scope = new TensorScope();
        var model = Sample.LanguageModel(Sample.Shape);
        var batch = Sample.Batch(Rows);
        long[] all = [.. Enumerable.Range(0, batch.Rows * batch.Width).Select(i => (long)i)], chosen = [1, 23, 45, 61];

        Tensor everywhere = model.Forward(batch, Tensor.From<long>(all, all.Length));
        Tensor some = model.Forward(batch, Tensor.From<long>(chosen, chosen.Length));

        Assert.Equal([4, 69], some.Shape);
        TensorAssert.Close(everywhere.IndexSelect(0, Tensor.From<long>(chosen, chosen.Length)), some, Tolerance);
    }
}
