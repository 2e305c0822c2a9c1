using Cistron.Torch.Modules;

namespace Cistron.Torch.Tests.Modules;

public class BlockConvolutionTests
{
    /// <summary>The same products in sums of at most 48 terms, in another order.</summary>
    private const double Float32 = 1e-5;

    [Theory]
    [InlineData(4, 10, 9, 5)]
    [InlineData(12, 7, 3, 1)]
    [InlineData(4, 6, 1, 8)]
    public void Kernels_side_by_side_are_a_convolution_whose_stride_is_its_width(int inputs, int outputs, int width, int blocks)
    {
        using var scope = new TensorScope();
        TorchRandom.Seed(3);
        var module = new BlockConvolution(inputs, outputs, width, deviation: 0.5);
        module.Bias.Assign(Operators.Randn([outputs]));
        Tensor x = Operators.Randn([2, blocks * width, inputs]);

        Tensor found = module.Forward(x);

        Tensor kernels = module.Weight.Value.Reshape([outputs, width, inputs]).Transpose(1, 2);
        Tensor expected = Operators.Conv1d(x.Transpose(1, 2), kernels, module.Bias.Value, stride: [width]).Transpose(1, 2);
        TensorAssert.Close(expected.Contiguous(), found, Float32);
    }

    [Theory]
    [InlineData(10, 4, 9, 5)]
    [InlineData(7, 12, 3, 1)]
    public void The_way_back_is_the_adjoint_of_the_convolution(int inputs, int outputs, int width, int blocks)
    {
        using var scope = new TensorScope();
        TorchRandom.Seed(3);
        var back = new TransposedBlockConvolution(inputs, outputs, width, deviation: 0.5);
        var there = new BlockConvolution(outputs, inputs, width, deviation: 0.5);
        there.Weight.Assign(back.Weight.Value.Transpose(0, 1));
        Tensor x = Operators.Randn([2, blocks, inputs]), y = Operators.Randn([2, blocks * width, outputs]);

        double onPlaces = (back.Forward(x) * y).Sum().ToDouble(), onBlocks = (x * there.Forward(y)).Sum().ToDouble();

        Assert.Equal([2, blocks * width, outputs], back.Forward(x).Shape);
        Assert.Equal(onBlocks, onPlaces, 1e-3);
    }

    [Fact]
    public void The_way_back_adds_one_bias_at_every_place()
    {
        using var scope = new TensorScope();
        var back = new TransposedBlockConvolution(inputs: 3, outputs: 2, width: 4, deviation: 0.5);
        back.Bias.Assign(Tensor.From<float>([1, -2], 2));

        Tensor found = back.Forward(Operators.Zeros([1, 2, 3]));

        Assert.Equal([.. Enumerable.Repeat(new[] { 1f, -2 }, 8).SelectMany(bias => bias)], TensorAssert.Values(found));
    }
}
