namespace Cistron.Torch.Modules;

/// <summary>
/// The way back from a <see cref="BlockConvolution"/>: a transposed convolution whose stride is its width, which gives every
/// vector the places of its own block.
/// </summary>
public sealed class TransposedBlockConvolution : Module
{
    private readonly int _width;

    /// <summary>Kernels with weights from N(0, <paramref name="deviation"/>²) and biases of zero.</summary>
    /// <param name="inputs">Channels of the input.</param>
    /// <param name="outputs">Channels of the output.</param>
    /// <param name="width">Places that a vector becomes.</param>
    /// <param name="deviation">That of the weights.</param>
    public TransposedBlockConvolution(int inputs, int outputs, int width, double deviation)
    {
        _width = width;
        var weight = Operators.Empty([(long)width * outputs, inputs]);
        weight.NormalInPlace(0, deviation);
        Weight = AddParameter("weight", weight);
        Bias = AddParameter("bias", Operators.Zeros([outputs]));
    }

    /// <summary>(width · outputs, inputs): for each place of a block its channels, the first place first.</summary>
    public Parameter Weight { get; }

    /// <summary>(outputs), the same at every place.</summary>
    public Parameter Bias { get; }

    /// <summary>(B, N, inputs) → (B, N · width, outputs)</summary>
    public Tensor Forward(Tensor x) =>
        Operators.Linear(x, Weight, null).Reshape([x.Size(0), x.Size(1) * _width, Bias.Value.Size(0)]) + Bias.Value;
}
