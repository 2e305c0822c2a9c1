using Cistron.Models.Cnn;
using Cistron.Models.Heads;
using Cistron.Torch;

namespace Cistron.Models.Tests.Cnn;

public class CnnBackboneTests
{
    private static readonly CnnConfiguration Shape = new()
    {
        VocabularySize = 69, ContextTokens = 1 << 24, Layers = 2, Dimensions = 6, KernelTokens = 5,
    };

    [Fact]
    public void One_layer_is_a_sum_over_the_kernel_a_bias_and_nothing_below_zero()
    {
        using var scope = new TensorScope();
        var model = Build(Shape with { Layers = 1 });
        int[] row = Sample.Row(9);

        Tensor hidden = model.Forward(Sample.Batch(row));      // (1, T, D)

        var parameters = model.Parameters().ToDictionary(p => p.Key, p => p.Value.Value.ToArray<float>());
        float[] vectors = parameters["embeddings.weight"], weight = parameters["layers.0.convolution.weight"],
            bias = parameters["layers.0.convolution.bias"], actual = hidden.Contiguous().ToArray<float>();
        for (int t = 0; t < row.Length; t++)
        {
            for (int kernel = 0; kernel < 6; kernel++)
            {
                double sum = bias[kernel];
                for (int place = 0; place < 5; place++)
                    for (int channel = 0; channel < 6 && t + place - 2 >= 0 && t + place - 2 < row.Length; channel++)
                        sum += weight[(kernel * 6 + channel) * 5 + place] * vectors[row[t + place - 2] * 6 + channel];
                Assert.Equal(Math.Max(0, sum), actual[t * 6 + kernel], 1e-5);
            }
        }
    }

    [Theory]
    [InlineData(Pooling.Mean)]
    [InlineData(Pooling.Max)]
    [InlineData(Pooling.Concat)]
    public void Outputs_do_not_depend_on_what_stands_beside_a_row(Pooling pooling)
    {
        using var scope = new TensorScope();
        var model = new SequenceModel(Build(Shape), 3, pooling, dropout: 0);
        model.SetTraining(false);
        int[][] rows = [Sample.Row(7), Sample.Row(54, 1), Sample.Row(30, 2)];

        Tensor together = model.Forward(Sample.Batch(rows)), filled = model.Forward(TokenBatch.From(rows, paddingId: 17, Device.Cpu));

        for (int row = 0; row < rows.Length; row++)
        {
            Tensor alone = model.Forward(Sample.Batch(rows[row])).Select(0, 0);
            TensorAssert.Close(alone, together.Select(0, row), 1e-5);
            TensorAssert.Close(alone, filled.Select(0, row), 1e-5);
        }
    }

    [Fact]
    public void Its_parameters_are_counted_without_building_it()
    {
        using var scope = new TensorScope();

        Assert.Equal(Build(Shape).Parameters().Sum(p => p.Value.Value.Shape.Aggregate(1L, (n, size) => n * size)), Shape.CountParameters());
        Assert.Equal(["embeddings", "layer 1", "layer 2"], Build(Shape).LayerGroups.Select(group => group.Name));
    }

    [Fact]
    public void A_shape_that_cannot_be_built_says_why()
    {
        Assert.Equal("kernel_tokens is 4, and a kernel needs a middle: an odd number", (Shape with { KernelTokens = 4 }).Fault());
        Assert.Equal("layers is 0 where 1 to 64 can be", (Shape with { Layers = 0 }).Fault());
        Assert.Throws<ArgumentException>(() => Build(Shape with { KernelTokens = 4 }));
    }

    private static CnnBackbone Build(CnnConfiguration shape)
    {
        TorchRandom.Seed(1);
        var model = new CnnBackbone(shape);
        model.SetTraining(false);
        return model;
    }
}
