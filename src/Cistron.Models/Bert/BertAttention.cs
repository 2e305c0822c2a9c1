using Cistron.Torch;
using Cistron.Torch.Modules;

namespace Cistron.Models.Bert;

/// <summary>What every layer of one forward pass shares: computed once a batch.</summary>
/// <param name="ScoreBias">Added to attention scores: padding and ALiBi, broadcast to (B, H, T, T); null for none.</param>
/// <param name="Rotations">Cosines and sines (T, d) of the rotary encoding; null without it.</param>
internal sealed record AttentionContext(Tensor? ScoreBias, (Tensor Cosines, Tensor Sines)? Rotations)
{
    /// <summary>Is given each layer's weights (B, H, T, T) before dropout; null where nobody asks.</summary>
    public Action<Tensor>? Attended { get; init; }

    public static AttentionContext For(BertConfiguration shape, PaddedRows rows)
    {
        Tensor? bias = rows.KeyBias;
        if (shape.Position == PositionEncoding.Alibi)
        {
            Tensor distance = Positions.AlibiBias(rows.Width, shape.Heads, rows.Device);
            bias = bias is null ? distance : bias + distance;
        }
        return new AttentionContext(bias, shape.Position == PositionEncoding.Rotary
            ? Positions.Rotations(rows.Width, shape.Dimensions / shape.Heads, rows.Device)
            : null);
    }
}

/// <summary>Multi-head self-attention (Vaswani et al. 2017, §3.2), up to the mixing of heads.</summary>
internal sealed class BertSelfAttention : Module
{
    private readonly int _heads;
    private readonly Linear _query, _key, _value;
    private readonly Dropout _dropout;

    public BertSelfAttention(BertConfiguration shape)
    {
        _heads = shape.Heads;
        int d = shape.Dimensions;
        _query = AddModule("query", new Linear(d, d, shape.InitialDeviation));
        _key = AddModule("key", new Linear(d, d, shape.InitialDeviation));
        _value = AddModule("value", new Linear(d, d, shape.InitialDeviation));
        _dropout = AddModule("dropout", new Dropout(shape.AttentionDropout));
    }

    /// <summary>(B, T, D) → (B, T, D)</summary>
    public Tensor Forward(Tensor x, AttentionContext context)
    {
        long[] shape = x.Shape;
        long headDimensions = shape[2] / _heads;
        Tensor query = SplitHeads(_query.Forward(x));                                // (B, H, T, d)
        Tensor key = SplitHeads(_key.Forward(x));                                    // (B, H, T, d)
        Tensor value = SplitHeads(_value.Forward(x));                                // (B, H, T, d)
        if (context.Rotations is var (cosines, sines))
        {
            query = Positions.Rotate(query, cosines, sines);
            key = Positions.Rotate(key, cosines, sines);
        }
        Tensor scores = query.Mul(1 / Math.Sqrt(headDimensions)).Matmul(key.Transpose(-2, -1));  // (B, H, T, T)
        if (context.ScoreBias is not null)
            scores += context.ScoreBias;
        Tensor weights = scores.Softmax(-1);                                         // (B, H, T, T)
        context.Attended?.Invoke(weights);
        return _dropout.Forward(weights).Matmul(value).Transpose(1, 2).Reshape(shape);                 // (B, T, D)

        Tensor SplitHeads(Tensor t) => t.View([shape[0], shape[1], _heads, headDimensions]).Transpose(1, 2);
    }
}
