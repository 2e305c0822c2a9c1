namespace Cistron.Torch.Modules;

/// <summary>A bank of kernels that slide along a sequence, with zeros beyond its ends: as many outputs as inputs.</summary>
public sealed class Convolution : Module
{
    private readonly int _reach;

    /// <summary>Kernels with weights and biases from U(−1/√n, 1/√n), n = inputs · width, as PyTorch draws them.</summary>
    /// <param name="inputs">Channels of the input.</param>
    /// <param name="outputs">Kernels.</param>
    /// <param name="width">Positions under a kernel; odd, so that each output has its place in the middle.</param>
    public Convolution(int inputs, int outputs, int width)
    {
        if (width % 2 == 0)
            throw new ArgumentException($"a kernel of {width} positions has no middle; take an odd width", nameof(width));
        _reach = width / 2;
        double bound = 1 / Math.Sqrt((double)inputs * width);
        var weight = Operators.Empty([outputs, inputs, width]);
        weight.UniformInPlace(-bound, bound);
        Weight = AddParameter("weight", weight);
        var bias = Operators.Empty([outputs]);
        bias.UniformInPlace(-bound, bound);
        Bias = AddParameter("bias", bias);
    }

    /// <summary>(outputs, inputs, width)</summary>
    public Parameter Weight { get; }

    /// <summary>(outputs)</summary>
    public Parameter Bias { get; }

    /// <summary>(B, inputs, T) → (B, outputs, T)</summary>
    public Tensor Forward(Tensor x) => Operators.Conv1d(x, Weight, Bias.Value, padding: [_reach]);
}
