using Cistron.Models.Bert;
using Cistron.Models.Importance;
using Cistron.Torch;

namespace Cistron.Models.Tests.Importance;

public sealed class AttentionImportanceTests
{
    private static readonly int[][] Rows = [Sample.Row(9), Sample.Row(54, 1)];

    [Theory]
    [MemberData(nameof(Sample.Encoders), MemberType = typeof(Sample))]
    public void Each_layer_shows_weights_that_add_up_to_one_over_real_tokens(PositionEncoding position, Normalization normalization)
    {
        using var scope = new TensorScope();
        var shape = Sample.Shape with { Position = position, Normalization = normalization };
        var backbone = (BertBackbone)Sample.SequenceModel(shape, Sample.Task).Backbone;
        List<Tensor> layers = [];

        Tensor hidden = backbone.Forward(Sample.Batch(Rows), shown => layers.Add(shown.LeaveScope()));

        Assert.Equal(shape.Layers, layers.Count);
        Assert.All(layers, weights => Assert.Equal([2, shape.Heads, 20, 20], weights.Shape));
        Assert.All(layers, weights => Assert.All(TensorAssert.Values(weights.Sum([-1])), sum => Assert.Equal(1, sum, 1e-5)));
        Assert.All(layers, weights => Assert.All(
            TensorAssert.Values(weights.Select(0, 0).Slice(2, Rows[0].Length, 20)), padded => Assert.Equal(0, padded)));
        // Looking changes nothing, bit for bit.
        Assert.Equal(TensorAssert.Values(backbone.Forward(Sample.Batch(Rows))), TensorAssert.Values(hidden));
    }

    [Fact]
    public void Scores_are_the_last_layers_weights_from_the_first_token_summed_over_heads()
    {
        using var scope = new TensorScope();
        var model = Sample.SequenceModel(Sample.Shape, Sample.Task);
        var backbone = (BertBackbone)model.Backbone;
        float[] weights = [];
        backbone.Forward(Sample.Batch(Rows), shown => weights = TensorAssert.Values(shown));

        var (scores, outputs) = new AttentionImportance(model, backbone).Of(Sample.Batch(Rows));

        float[] values = TensorAssert.Values(scores);
        int heads = Sample.Shape.Heads;
        for (int row = 0; row < 2; row++)
            for (int t = 0; t < 20; t++)
                Assert.Equal(Enumerable.Range(0, heads).Sum(h => (double)weights[((row * heads + h) * 20 + 0) * 20 + t]), values[row * 20 + t], 1e-5);
        TensorAssert.Close(model.Forward(Sample.Batch(Rows)), outputs, 1e-6);
    }

    [Fact]
    public void The_scores_of_a_sequence_have_length_one()
    {
        float[] scores = [3, 0, 4], nothing = [0, 0];
        var model = Sample.SequenceModel(Sample.Shape, Sample.Task);
        var importance = new AttentionImportance(model, (BertBackbone)model.Backbone);

        importance.Scale(scores);
        importance.Scale(nothing);

        Assert.Equal([0.6f, 0, 0.8f], scores);
        Assert.Equal([0f, 0], nothing);
    }
}
