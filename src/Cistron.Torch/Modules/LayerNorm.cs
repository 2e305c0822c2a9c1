namespace Cistron.Torch.Modules;

/// <summary>Layer normalization over the last dimension (Ba, Kiros and Hinton 2016), always in float32.</summary>
public sealed class LayerNorm : Module
{
    private readonly int _dimensions;
    private readonly double _epsilon;

    /// <summary>A layer with scale 1 and shift 0.</summary>
    /// <param name="dimensions">The length of the last dimension.</param>
    /// <param name="epsilon">Added to the variance; BERT uses 1e-12.</param>
    public LayerNorm(int dimensions, double epsilon)
    {
        _dimensions = dimensions;
        _epsilon = epsilon;
        Weight = AddParameter("weight", Operators.Ones([dimensions]));
        Bias = AddParameter("bias", Operators.Zeros([dimensions]));
    }

    /// <summary>Scale (D).</summary>
    public Parameter Weight { get; }

    /// <summary>Shift (D).</summary>
    public Parameter Bias { get; }

    /// <summary>(…, D) → (…, D). Autocast of LibTorch 1.13 has no rule for this operator, so the cast is made here.</summary>
    public Tensor Forward(Tensor x) => Operators.LayerNorm(
        x.DType == DType.Float32 || x.DType == DType.Float64 ? x : x.To(DType.Float32), [_dimensions], Weight.Value, Bias.Value, _epsilon);
}
