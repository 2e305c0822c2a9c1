using Cistron.Models.Bert;

namespace Cistron.Training.Planning;

/// <summary>What a BERT encoder costs.</summary>
public sealed class BertArithmetic(BertConfiguration shape) : BackboneArithmetic
{
    private const int TokenTypes = 2;

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
        double dropped = shape.Dropout > 0 ? 1 : 0;
        double droppedScores = shape.AttentionDropout > 0 ? 1 : 0;
        yield return new("hidden states", pass.Tokens * shape.Dimensions
            * (EmbeddingBytes(dropped, mode) + shape.Layers * StateBytes(pass, dropped, mode)) + PaddedBytes(pass, mode));
        yield return new("feed-forward", pass.Tokens * shape.FeedForward * shape.Layers * 2 * mode.ProductBytes);
        // Fused attention keeps one number of each token and head.
        yield return new("attention scores", shape.Heads * shape.Layers
            * (mode.FusesAttention ? pass.Tokens * 4 : pass.Places * pass.Width * ScoreBytes(droppedScores, mode)));
    }

    /// <summary>
    /// Bytes of what is padded to the longest row: the last states; queries, keys and values of each layer unless attention is fused.
    /// </summary>
    private double PaddedBytes(PassShape pass, ComputeMode mode) =>
        !pass.IsPadded ? 0 : pass.Places * shape.Dimensions * (4 + (mode.FusesAttention ? 0 : shape.Layers * 3 * mode.ProductBytes));

    /// <summary>Bytes for a token and dimension: vectors of token, type and position added up, normalized, dropped out.</summary>
    private double EmbeddingBytes(double dropped, ComputeMode mode)
    {
        int sums = shape.Position is PositionEncoding.Learned or PositionEncoding.Sinusoidal ? 3 : 2;
        return 4 * (sums + 1) + dropped * (4 + mode.MaskBytes);
    }

    /// <summary>Bytes for a token and dimension of one layer.</summary>
    private double StateBytes(PassShape pass, double dropped, ComputeMode mode)
    {
        // Queries, keys, values; heads mixed; two outputs. Unless attention is fused, also queries scaled, and heads side by side.
        int products = mode.FusesAttention ? 6 : 8;
        // Queries, keys and values are laid out head by head for the batched product; one row lies so already.
        int layouts = pass.Rows > 1 && !mode.FusesAttention ? 3 : 0;
        // Inputs of queries, keys, values and of the feed-forward part in the type of the products.
        int casts = 4;
        double rotated = shape.Position == PositionEncoding.Rotary ? 2 * (1.5 * mode.ProductBytes + 3 * 4) : 0;
        // Two sums and two normalizations are float32 in any case.
        return (products + layouts) * mode.ProductBytes + casts * mode.CastBytes + 4 * 4 + rotated
            + 2 * dropped * (mode.ProductBytes + mode.MaskBytes);
    }

    /// <summary>Bytes for a pair of tokens in one head of one layer.</summary>
    private static double ScoreBytes(double dropped, ComputeMode mode)
    {
        // The softmax in float32; what it is multiplied by where dropout is, of which CUDA keeps the mask; and the product with it, or the
        // cast, that goes into the mean of values.
        int factors = mode.IsCuda ? mode.MaskBytes : 4;
        return 4 + dropped * factors + (dropped > 0 || mode.IsHalf ? mode.ProductBytes : 0);
    }
}
