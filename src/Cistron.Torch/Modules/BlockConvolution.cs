namespace Cistron.Torch.Modules;

/// <summary>
/// A bank of kernels laid side by side: a convolution whose stride is its width. No place is under two kernels, so that it
/// is one matrix product of the places of each block.
/// </summary>
public sealed class BlockConvolution : Module
{
    private readonly int _width;

    /// <summary>Kernels with weights from N(0, <paramref name="deviation"/>²) and biases of zero.</summary>
    /// <param name="inputs">Channels of the input.</param>
    /// <param name="outputs">Kernels.</param>
    /// <param name="width">Places under a kernel.</param>
    /// <param name="deviation">That of the weights.</param>
    public BlockConvolution(int inputs, int outputs, int width, double deviation)
    {
        _width = width;
        var weight = Operators.Empty([outputs, (long)width * inputs]);
        weight.NormalInPlace(0, deviation);
        Weight = AddParameter("weight", weight);
        Bias = AddParameter("bias", Operators.Zeros([outputs]));
    }

    /// <summary>(outputs, width · inputs): for each place of a kernel its channels, the first place first.</summary>
    public Parameter Weight { get; }

    /// <summary>(outputs)</summary>
    public Parameter Bias { get; }

    /// <summary>(B, N · width, inputs) → (B, N, outputs)</summary>
    public Tensor Forward(Tensor x)
    {
        long rows = x.Size(0), blocks = x.Size(1) / _width;
        return Operators.Linear(x.Reshape([rows, blocks, _width * x.Size(2)]), Weight, Bias.Value);
    }
}
