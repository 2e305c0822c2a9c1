using Cistron.Torch;

namespace Cistron.Models.Heads;

/// <summary>How the hidden states of a sequence become one vector.</summary>
public enum Pooling
{
    /// <summary>The mean over real tokens, special tokens included; padding never counts.</summary>
    Mean,

    /// <summary>The state of the first token, [CLS].</summary>
    Cls,

    /// <summary>The largest value of each dimension over real tokens.</summary>
    Max,
}

/// <summary>The functions behind <see cref="Pooling"/>.</summary>
public static class Poolings
{
    /// <summary>Hidden states (B, T, D) of a batch → vectors (B, D), float32.</summary>
    public static Tensor Pool(this Pooling pooling, Tensor hidden, TokenBatch batch)
    {
        hidden = hidden.To(DType.Float32);
        if (pooling == Pooling.Cls)
            return hidden.Select(1, 0);                                                          // (B, D)
        Tensor mask = batch.Mask().Unsqueeze(-1);                                                // (B, T, 1)
        return pooling == Pooling.Mean
            ? (hidden * mask).Sum([1]) / mask.Sum([1])                                           // (B, D)
            : hidden.MaskedFill(mask.Eq((Scalar)0), double.NegativeInfinity).Amax([1]);          // (B, D)
    }
}
