using Cistron.Torch;

namespace Cistron.Models.Heads;

/// <summary>How the hidden states of a sequence become one vector.</summary>
public enum Pooling
{
    /// <summary>The mean over real states, those of special tokens included; padding never counts.</summary>
    Mean,

    /// <summary>The state of the first token, [CLS].</summary>
    Cls,

    /// <summary>The largest value of each dimension over real states.</summary>
    Max,

    /// <summary>
    /// The last real state, the largest values and the mean, side by side (Howard and Ruder 2018, §3.3, "concat
    /// pooling").
    /// </summary>
    Concat,
}

/// <summary>The functions behind <see cref="Pooling"/>.</summary>
public static class Poolings
{
    /// <summary>Hidden states (B, S, D) → vectors (B, D), or (B, 3D) for <see cref="Pooling.Concat"/>, float32.</summary>
    /// <param name="pooling">How.</param>
    /// <param name="hidden">The states.</param>
    /// <param name="rows">How far they reach, as <see cref="Backbone.States"/> tells.</param>
    public static Tensor Pool(this Pooling pooling, Tensor hidden, PaddedRows rows)
    {
        hidden = hidden.To(DType.Float32);
        if (pooling == Pooling.Cls)
            return hidden.Select(1, 0);                                                          // (B, D)
        Tensor mask = rows.Mask().Unsqueeze(-1);                                                 // (B, S, 1)
        return pooling switch
        {
            Pooling.Mean => Mean(),
            Pooling.Max => Max(),
            _ => Operators.Cat([Last(hidden, rows), Max(), Mean()], -1),                         // (B, 3D)
        };

        Tensor Mean() => (hidden * mask).Sum([1]) / mask.Sum([1]);                               // (B, D)
        Tensor Max() => hidden.MaskedFill(mask.Eq((Scalar)0), double.NegativeInfinity).Amax([1]);  // (B, D)
    }

    /// <summary>The length of a pooled vector of hidden states of length <paramref name="dimensions"/>.</summary>
    public static int Width(this Pooling pooling, int dimensions) => pooling == Pooling.Concat ? 3 * dimensions : dimensions;

    private static Tensor Last(Tensor hidden, PaddedRows rows)
    {
        long[] places = [.. rows.Lengths.Select((length, row) => (long)row * rows.Width + length - 1)];
        var index = Tensor.From<long>(places, rows.Rows).To(hidden.Device, DType.Int64);
        return hidden.Reshape([-1, hidden.Size(2)]).IndexSelect(0, index);                       // (B, D)
    }
}
