using Cistron.Torch.Modules;

namespace Cistron.Torch.Tests.Parity;

/// <summary>Embedding, one encoder layer (post-norm, as BERT) and a head: EncoderModel of fixtures.py.</summary>
internal sealed class EncoderModel : Module
{
    private const int Vocabulary = 16, Width = 32, Heads = 4, Inner = 64;

    private readonly Embedding _embedding;
    private readonly Linear _query, _key, _value, _output, _inner, _outer, _head;
    private readonly LayerNorm _norm1, _norm2;

    public EncoderModel()
    {
        _embedding = AddModule("embedding", new Embedding(Vocabulary, Width, 1));
        _query = AddModule("query", new Linear(Width, Width, 0.1));
        _key = AddModule("key", new Linear(Width, Width, 0.1));
        _value = AddModule("value", new Linear(Width, Width, 0.1));
        _output = AddModule("output", new Linear(Width, Width, 0.1));
        _norm1 = AddModule("norm1", new LayerNorm(Width, 1e-12));
        _inner = AddModule("inner", new Linear(Width, Inner, 0.1));
        _outer = AddModule("outer", new Linear(Inner, Width, 0.1));
        _norm2 = AddModule("norm2", new LayerNorm(Width, 1e-12));
        _head = AddModule("head", new Linear(Width, Vocabulary, 0.1));
    }

    /// <summary>Ids (B, T), true where padded (B, T) → logits (B, T, V).</summary>
    public Tensor Forward(Tensor ids, Tensor padding)
    {
        long batch = ids.Size(0), length = ids.Size(1);
        var x = _embedding.Forward(ids);                                                 // (B, T, D)
        var scores = Split(_query).Matmul(Split(_key).Transpose(2, 3)) * (1 / Math.Sqrt(Width / Heads));
        scores = scores.MaskedFill(padding.Unsqueeze(1).Unsqueeze(1), double.NegativeInfinity);
        var mixed = scores.Softmax(-1).Matmul(Split(_value));                            // (B, H, T, D/H)
        x = _norm1.Forward(x + _output.Forward(mixed.Transpose(1, 2).Reshape([batch, length, Width])));
        x = _norm2.Forward(x + _outer.Forward(_inner.Forward(x).Gelu()));
        return _head.Forward(x);

        Tensor Split(Linear projection) => projection.Forward(x).Reshape([batch, length, Heads, -1]).Transpose(1, 2);
    }

    /// <summary>Mean cross-entropy of labels (B, T), −100 where there is none.</summary>
    public static Tensor Loss(Tensor logits, Tensor labels) =>
        logits.To(DType.Float32).Reshape([-1, Vocabulary]).CrossEntropyLoss(labels.Reshape([-1]));
}
