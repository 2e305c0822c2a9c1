using Cistron.Torch;
using Cistron.Torch.Autograd;
using Cistron.Torch.Modules;

namespace Cistron.Models.Bert;

/// <summary>What every layer of one forward pass shares: computed once a batch.</summary>
/// <param name="Rows">How far each row reaches.</param>
/// <param name="Slopes">Of ALiBi, one a head; empty without it.</param>
/// <param name="Rotations">Cosines and sines (N, 1, d) of the rotary encoding; null without it.</param>
/// <param name="Attended">Is given each layer's weights (B, H, T, T), without dropout or gradients; null where nobody asks.</param>
internal sealed record AttentionContext(PaddedRows Rows, double[] Slopes, (Tensor Cosines, Tensor Sines)? Rotations,
    Action<Tensor>? Attended)
{
    // Here and not in a layer, whose scope it would not outlive.
    private readonly Tensor? _bias = Attended is null ? null : BiasOf(Rows, Slopes);

    public static AttentionContext For(BertConfiguration shape, PaddedRows rows, Action<Tensor>? attended) => new(rows,
        shape.Position == PositionEncoding.Alibi ? Positions.AlibiSlopes(shape.Heads) : [],
        shape.Position == PositionEncoding.Rotary ? RotationsOf(shape, rows) : null,
        attended);

    /// <summary>The tensors among it that layers compute with.</summary>
    public Tensor[] Tensors => Rotations is var (cosines, sines) ? [cosines, sines] : [];

    /// <summary>The same with other handles to <see cref="Tensors"/>.</summary>
    public AttentionContext WithTensors(Tensor[] tensors) =>
        tensors is [var cosines, var sines] ? this with { Rotations = (cosines, sines) } : this;

    /// <summary>(B, H, T, T): <paramref name="scores"/> with what padding and ALiBi add.</summary>
    public Tensor Biased(Tensor scores) => _bias is null ? scores : scores + _bias;

    private static (Tensor, Tensor) RotationsOf(BertConfiguration shape, PaddedRows rows)
    {
        var (cosines, sines) = Positions.Rotations(rows.Width, shape.Dimensions / shape.Heads, rows.Device);     // (T, d)
        Tensor places = rows.Places();
        return (cosines.IndexSelect(0, places).Unsqueeze(1), sines.IndexSelect(0, places).Unsqueeze(1));
    }

    // (B, H, T, T), or what broadcasts to it: −∞ at keys of padding, and the distances of ALiBi.
    private static Tensor? BiasOf(PaddedRows rows, double[] slopes)
    {
        Tensor? distances = slopes.Length > 0 ? Positions.AlibiBias(rows.Width, slopes.Length, rows.Device) : null;
        if (!rows.IsPadded)
            return distances;
        Tensor padding = rows.Mask().Log().Unsqueeze(1).Unsqueeze(1);       // (B, 1, 1, T)
        return distances is null ? padding : padding + distances;
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

    /// <summary>(N, D) → (N, D)</summary>
    public Tensor Forward(Tensor x, AttentionContext context)
    {
        Tensor query = SplitHeads(_query.Forward(x));                                // (N, H, d)
        Tensor key = SplitHeads(_key.Forward(x));                                    // (N, H, d)
        Tensor value = SplitHeads(_value.Forward(x));                                // (N, H, d)
        if (context.Rotations is var (cosines, sines))
        {
            query = Positions.Rotate(query, cosines, sines);
            key = Positions.Rotate(key, cosines, sines);
        }
        if (context.Attended is { } show)
            show(Weights(query, key, context));
        return Operators.Attention(
                query, key, value, context.Rows.RowTokens, context.Slopes, _dropout.IsTraining ? _dropout.Probability : 0)
            .Reshape(x.Shape);                                                       // (N, D)

        Tensor SplitHeads(Tensor t) => t.View([x.Size(0), _heads, x.Size(1) / _heads]);
    }

    /// <summary>(B, H, T, T): the weights, which the operator above never has in memory as a whole.</summary>
    private static Tensor Weights(Tensor query, Tensor key, AttentionContext context)
    {
        using var noGrad = new NoGrad();
        Tensor scores = ByHeads(query).Mul(1 / Math.Sqrt(query.Size(2))).Matmul(ByHeads(key).Transpose(-2, -1));
        return context.Biased(scores).Softmax(-1);

        Tensor ByHeads(Tensor tokens) => context.Rows.Pad(tokens).Transpose(1, 2);   // (B, H, T, d)
    }
}
