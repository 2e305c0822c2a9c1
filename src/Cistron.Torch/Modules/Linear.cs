namespace Cistron.Torch.Modules;

/// <summary>y = x Wᵀ + b over the last dimension.</summary>
public sealed class Linear : Module
{
    /// <summary>A layer with weights from N(0, <paramref name="deviation"/>²) and biases of zero.</summary>
    public Linear(int inputs, int outputs, double deviation, bool hasBias = true)
    {
        var weight = Operators.Empty([outputs, inputs]);
        weight.NormalInPlace(0, deviation);
        Weight = AddParameter("weight", weight);
        if (hasBias)
            Bias = AddParameter("bias", Operators.Zeros([outputs]));
    }

    /// <summary>A layer with weights and biases from U(−1/√inputs, 1/√inputs), as PyTorch draws them.</summary>
    public Linear(int inputs, int outputs)
    {
        Weight = AddParameter("weight", Draw(outputs, inputs));
        Bias = AddParameter("bias", Draw(outputs));

        Tensor Draw(params ReadOnlySpan<long> shape)
        {
            var values = Operators.Empty(shape);
            values.UniformInPlace(-1 / Math.Sqrt(inputs), 1 / Math.Sqrt(inputs));
            return values;
        }
    }

    /// <summary>(outputs, inputs)</summary>
    public Parameter Weight { get; }

    /// <summary>(outputs); null without bias.</summary>
    public Parameter? Bias { get; }

    /// <summary>(…, inputs) → (…, outputs)</summary>
    public Tensor Forward(Tensor x) => Operators.Linear(x, Weight, Bias?.Value);
}
