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

    /// <summary>(outputs, inputs)</summary>
    public Parameter Weight { get; }

    /// <summary>(outputs); null without bias.</summary>
    public Parameter? Bias { get; }

    /// <summary>(…, inputs) → (…, outputs)</summary>
    public Tensor Forward(Tensor x) => Operators.Linear(x, Weight, Bias?.Value);
}
