using Cistron.Torch;
using Cistron.Torch.Modules;

namespace Cistron.Models.Bert;

/// <summary>Token, position and type vectors, added, normalized and dropped out.</summary>
internal sealed class BertEmbeddings : Module
{
    /// <summary>Cistron gives every token type 0; the second row is there so that files fit BERT's layout.</summary>
    public const int TokenTypes = 2;

    private readonly Embedding? _positions;
    private readonly Embedding _types;
    private readonly Tensor? _waves;
    private readonly LayerNorm _norm;
    private readonly Dropout _dropout;

    public BertEmbeddings(BertConfiguration shape)
    {
        double deviation = shape.InitialDeviation;
        Words = AddModule("word_embeddings", new Embedding(shape.VocabularySize, shape.Dimensions, deviation));
        if (shape.Position == PositionEncoding.Learned)
            _positions = AddModule("position_embeddings", new Embedding(shape.ContextTokens, shape.Dimensions, deviation));
        if (shape.Position == PositionEncoding.Sinusoidal)
            _waves = Positions.Sinusoids(shape.ContextTokens, shape.Dimensions).LeaveScope();
        _types = AddModule("token_type_embeddings", new Embedding(TokenTypes, shape.Dimensions, deviation));
        _norm = AddModule("LayerNorm", new LayerNorm(shape.Dimensions, shape.NormalizationEpsilon));
        _dropout = AddModule("dropout", new Dropout(shape.Dropout));
    }

    public Embedding Words { get; }

    /// <summary>Tokens (B, T) → (B, T, D)</summary>
    public Tensor Forward(TokenBatch batch)
    {
        long width = batch.Width;
        Tensor x = (batch.Vectors ?? Words.Forward(batch.Ids)) + _types.Weight.Value.Select(0, 0);     // (B, T, D)
        if (_positions is not null)
            x += _positions.Weight.Value.Slice(0, 0, width);                 // (T, D)
        if (_waves is not null)
            x += _waves.Slice(0, 0, width).To(x.Device, DType.Float32);    // (T, D)
        return _dropout.Forward(_norm.Forward(x));
    }
}
