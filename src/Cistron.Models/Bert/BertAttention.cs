using Cistron.Torch;
using Cistron.Torch.Autograd;
using Cistron.Torch.Modules;

namespace Cistron.Models.Bert;

/// <summary>What every layer of one forward pass shares: computed once a batch.</summary>
/// <param name="Rows">How far each row reaches.</param>
/// <param name="Slopes">Of ALiBi, one a head; empty without it.</param>
/// <param name="Rotations">Cosines and sines (T, d) of the rotary encoding; null without it.</param>
/// <param name="Attended">Is given each layer's weights (B, H, T, T), without dropout or gradients; null where nobody asks.</param>
internal sealed record AttentionContext(PaddedRows Rows, double[] Slopes, (Tensor Cosines, Tensor Sines)? Rotations,
    Action<Tensor>? Attended)
{
    // Here and not in a layer, whose scope it would not outlive.
    private readonly Tensor? _bias = Attended is null ? null : BiasOf(Rows, Slopes);

    /// <summary>B numbers of real tokens; empty where nothing is padded.</summary>
    public long[] Lengths { get; } = Rows.IsPadded ? [.. Rows.Lengths.Select(length => (long)length)] : [];

    public static AttentionContext For(BertConfiguration shape, PaddedRows rows, Action<Tensor>? attended) => new(rows,
        shape.Position == PositionEncoding.Alibi ? Positions.AlibiSlopes(shape.Heads) : [],
        shape.Position == PositionEncoding.Rotary
            ? Positions.Rotations(rows.Width, shape.Dimensions / shape.Heads, rows.Device)
            : null,
        attended);

    /// <summary>(B, H, T, T): <paramref name="scores"/> with what padding and ALiBi add.</summary>
    public Tensor Biased(Tensor scores) => _bias is null ? scores : scores + _bias;

    private static Tensor? BiasOf(PaddedRows rows, double[] slopes)
    {
        Tensor? distances = slopes.Length > 0 ? Positions.AlibiBias(rows.Width, slopes.Length, rows.Device) : null;
        return rows.KeyBias is not { } padding ? distances : distances is null ? padding : padding + distances;
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
        if (context.Attended is { } show)
            show(Weights(query, key, context));
        return Operators.Attention(query, key, value, context.Lengths, context.Slopes, _dropout.IsTraining ? _dropout.Probability : 0)
            .Transpose(1, 2).Reshape(shape);                                         // (B, T, D)

        Tensor SplitHeads(Tensor t) => t.View([shape[0], shape[1], _heads, headDimensions]).Transpose(1, 2);
    }

    /// <summary>(B, H, T, T): the weights, which the operator above never has in memory as a whole.</summary>
    private static Tensor Weights(Tensor query, Tensor key, AttentionContext context)
    {
        using var noGrad = new NoGrad();
        Tensor scores = query.Mul(1 / Math.Sqrt(query.Size(3))).Matmul(key.Transpose(-2, -1));
        return context.Biased(scores).Softmax(-1);
    }
}
