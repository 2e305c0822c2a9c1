using Cistron.Torch;
using Cistron.Torch.Modules;

namespace Cistron.Models.Bert;

/// <summary>
/// Token, position and type vectors, added, normalized and dropped out. A convolution gives a vector for each of its kernels
/// in place of those of tokens.
/// </summary>
internal sealed class BertEmbeddings : Module
{
    /// <summary>Cistron gives every token type 0; the second row is there so that files fit BERT's layout.</summary>
    public const int TokenTypes = 2;

    private readonly Embedding? _words, _positions;
    private readonly KernelEmbeddings? _kernels;
    private readonly Embedding _types;
    private readonly Tensor? _waves;
    private readonly LayerNorm _norm;
    private readonly Dropout _dropout;

    public BertEmbeddings(BertConfiguration shape)
    {
        double deviation = shape.InitialDeviation;
        int places = shape.StatesOf(shape.ContextTokens);
        if (shape.Convolution is null)
            _words = AddModule("word_embeddings", new Embedding(shape.VocabularySize, shape.Dimensions, deviation));
        else
            _kernels = AddModule("kernel_embeddings", new KernelEmbeddings(shape, shape.Convolution));
        if (shape.Position == PositionEncoding.Learned)
            _positions = AddModule("position_embeddings", new Embedding(places, shape.Dimensions, deviation));
        if (shape.Position == PositionEncoding.Sinusoidal)
            _waves = Positions.Sinusoids(places, shape.Dimensions).LeaveScope();
        _types = AddModule("token_type_embeddings", new Embedding(TokenTypes, shape.Dimensions, deviation));
        _norm = AddModule("LayerNorm", new LayerNorm(shape.Dimensions, shape.NormalizationEpsilon));
        _dropout = AddModule("dropout", new Dropout(shape.Dropout));
    }

    /// <summary>The vectors of tokens (V, D), or the letters (V, 4) that a convolution reads.</summary>
    public Parameter Tokens => _words?.Weight ?? _kernels!.Letters;

    /// <summary>Tokens (B, T) → (N, D), a vector for each real hidden state.</summary>
    /// <param name="batch">The tokens.</param>
    /// <param name="states">How far the hidden states of each row reach.</param>
    public Tensor Forward(TokenBatch batch, PaddedRows states)
    {
        Tensor x = (_kernels?.Forward(batch) ?? batch.Vectors) is { } vectors
            ? states.Pack(vectors)
            : _words!.Forward(states.Pack(batch.Ids));                  // (N, D)
        x += _types.Weight.Value.Select(0, 0);
        if (_positions is not null)
            x += _positions.Forward(states.Places());
        if (_waves is not null)
            x += _waves.To(x.Device, DType.Float32).IndexSelect(0, states.Places());
        return _dropout.Forward(_norm.Forward(x));
    }
}
