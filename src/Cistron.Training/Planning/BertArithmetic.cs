using Cistron.Models.Bert;

namespace Cistron.Training.Planning;

/// <summary>What a BERT encoder costs.</summary>
public sealed class BertArithmetic(BertConfiguration shape) : BackboneArithmetic
{
    private const int TokenTypes = 2;

    private double Dropped => shape.Dropout > 0 ? 1 : 0;

    /// <inheritdoc />
    public override int Dimensions => shape.Dimensions;

    /// <inheritdoc />
    public override int Layers => shape.Layers;

    /// <inheritdoc />
    public override bool IsSequential => false;

    /// <inheritdoc />
    public override IReadOnlyList<ModelPart> Parts
    {
        get
        {
            int positions = shape.Position == PositionEncoding.Learned ? shape.ContextTokens : 0;
            long embeddings = (long)(shape.VocabularySize + positions + TokenTypes + 2) * shape.Dimensions;
            return [new("embeddings", embeddings), new("encoder", shape.CountParameters() - embeddings)];
        }
    }

    /// <summary>Four matrices of attention and two of the feed-forward part in each layer.</summary>
    public override long FactorWeights =>
        shape.Layers * (4L * shape.Dimensions * shape.Dimensions + 2L * shape.Dimensions * shape.FeedForward);

    /// <summary>Tokens alone: its layers go without padding.</summary>
    public override double PlacesOf(PassShape pass) => pass.Tokens;

    /// <summary>
    /// In each layer, every token's query with every key, and its attention weights with every value: 4 T D operations a
    /// token (Chowdhery et al. 2022, appendix B), if all rows were as long as the longest.
    /// </summary>
    public override double AttentionOperations(PassShape pass) =>
        4.0 * shape.Layers * pass.Tokens * pass.Width * shape.Dimensions;

    /// <inheritdoc />
    public override IEnumerable<MemoryPart> Kept(PassShape pass, ComputeMode mode)
    {
        // The last states are padded to the longest row.
        double around = pass.Tokens * shape.Dimensions * EmbeddingBytes(mode)
            + (pass.IsPadded ? pass.Places * shape.Dimensions * 4 : 0);
        return RecomputesLayers
            ? [new("inputs of layers", around + pass.Tokens * shape.Dimensions * shape.Layers * 4), .. KeptIn(layers: 1, 0, pass, mode)]
            : KeptIn(shape.Layers, around, pass, mode);
    }

    /// <inheritdoc />
    public override double KeptInLayer(PassShape pass, ComputeMode mode) =>
        RecomputesLayers ? KeptIn(layers: 1, 0, pass, mode).Sum(part => part.Bytes) : base.KeptInLayer(pass, mode);

    private MemoryPart[] KeptIn(int layers, double around, PassShape pass, ComputeMode mode) =>
    [
        new("hidden states", around
            + layers * shape.Dimensions * (pass.Tokens * StateBytes(pass, mode) + pass.Places * PaddedBytes(pass, mode))),
        new("feed-forward", layers * pass.Tokens * shape.FeedForward * 2 * mode.ProductBytes),
        // Fused attention keeps one number of each token and head.
        new("attention scores", layers * shape.Heads
            * (mode.FusesAttention ? pass.Tokens * 4 : pass.Places * pass.Width * ScoreBytes(mode))),
    ];

    /// <summary>
    /// Bytes for a place and dimension of one layer: queries, keys and values padded to the longest row, unless attention is fused.
    /// </summary>
    private static double PaddedBytes(PassShape pass, ComputeMode mode) =>
        pass.IsPadded && !mode.FusesAttention ? 3 * mode.ProductBytes : 0;

    /// <summary>Bytes for a token and dimension: vectors of token, type and position added up, normalized, dropped out.</summary>
    private double EmbeddingBytes(ComputeMode mode)
    {
        int sums = shape.Position is PositionEncoding.Learned or PositionEncoding.Sinusoidal ? 3 : 2;
        return 4 * (sums + 1) + Dropped * (4 + mode.MaskBytes);
    }

    /// <summary>Bytes for a token and dimension of one layer.</summary>
    private double StateBytes(PassShape pass, ComputeMode mode)
    {
        // Queries, keys, values; heads mixed. Unless attention is fused, also queries scaled, and heads side by side. What the two
        // outputs are before and after dropout, no derivative asks for.
        int products = mode.FusesAttention ? 4 : 6;
        // Queries, keys and values are laid out head by head for the batched product; one row lies so already.
        int layouts = pass.Rows > 1 && !mode.FusesAttention ? 3 : 0;
        // Inputs of queries, keys, values and of the feed-forward part in the type of the products.
        int casts = 4;
        double rotated = shape.Position == PositionEncoding.Rotary ? 2 * (1.5 * mode.ProductBytes + 3 * 4) : 0;
        // Two sums and two normalizations are float32 in any case.
        return (products + layouts) * mode.ProductBytes + casts * mode.CastBytes + 4 * 4 + rotated + 2 * Dropped * mode.MaskBytes;
    }

    /// <summary>Bytes for a pair of tokens in one head of one layer.</summary>
    private double ScoreBytes(ComputeMode mode)
    {
        double dropped = shape.AttentionDropout > 0 ? 1 : 0;
        // The softmax in float32; what it is multiplied by where dropout is, of which CUDA keeps the mask; and the product with it, or the
        // cast, that goes into the mean of values.
        int factors = mode.IsCuda ? mode.MaskBytes : 4;
        return 4 + dropped * factors + (dropped > 0 || mode.IsHalf ? mode.ProductBytes : 0);
    }
}
