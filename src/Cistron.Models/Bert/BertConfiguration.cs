using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Cistron.Models.Bert;

/// <summary>How a model knows where in the sequence a token stands.</summary>
public enum PositionEncoding
{
    /// <summary>A trained vector for every position (Devlin et al. 2019).</summary>
    Learned,

    /// <summary>Fixed sines and cosines (Vaswani et al. 2017, §3.5).</summary>
    Sinusoidal,

    /// <summary>Queries and keys rotated by their position (Su et al. 2021).</summary>
    Rotary,

    /// <summary>A penalty on attention that grows with distance, in both directions (Press et al. 2022).</summary>
    Alibi,
}

/// <summary>Where layer normalization stands.</summary>
public enum Normalization
{
    /// <summary>After each residual sum, as in BERT.</summary>
    Post,

    /// <summary>Before attention and feed-forward, with one more at the end (Xiong et al. 2020): trains without long warm-up.</summary>
    Pre,
}

/// <summary>The non-linearity of the feed-forward layers.</summary>
public enum Activation
{
    /// <summary>x Φ(x), exact.</summary>
    Gelu,

    /// <summary>The tanh approximation of GELU.</summary>
    GeluTanh,

    /// <summary>max(0, x)</summary>
    Relu,

    /// <summary>x σ(x)</summary>
    Silu,
}

/// <summary>The shape of a BERT encoder (Devlin et al. 2019) with the switches of its successors.</summary>
public sealed record BertConfiguration
{
    /// <summary>Entries of the vocabulary, special tokens included.</summary>
    public required int VocabularySize { get; init; }

    /// <summary>Encoder layers.</summary>
    public required int Layers { get; init; }

    /// <summary>D, the length of a hidden state.</summary>
    public required int Dimensions { get; init; }

    /// <summary>Attention heads; divides <see cref="Dimensions"/>.</summary>
    public required int Heads { get; init; }

    /// <summary>The width of the feed-forward layers.</summary>
    public required int FeedForward { get; init; }

    /// <summary>The most tokens of one row, special tokens included.</summary>
    public required int ContextTokens { get; init; }

    /// <summary>How positions are told. Default: learned.</summary>
    public PositionEncoding Position { get; init; } = PositionEncoding.Learned;

    /// <summary>Where normalization stands. Default: post.</summary>
    public Normalization Normalization { get; init; } = Normalization.Post;

    /// <summary>The non-linearity. Default: exact GELU.</summary>
    public Activation Activation { get; init; } = Activation.Gelu;

    /// <summary>Probability of dropout on embeddings and sublayer outputs. Default: 0.1.</summary>
    public double Dropout { get; init; } = 0.1;

    /// <summary>Probability of dropout on attention weights. Default: 0.1.</summary>
    public double AttentionDropout { get; init; } = 0.1;

    /// <summary>Standard deviation of the initial weights (Devlin et al.: 0.02).</summary>
    public double InitialDeviation { get; init; } = 0.02;

    /// <summary>Added to the variance in layer normalization. Default: 1e-12.</summary>
    public double NormalizationEpsilon { get; init; } = 1e-12;
}

/// <summary>What a recipe says about the encoder: a preset, and what differs from it.</summary>
public sealed record BertRecipe
{
    /// <summary>The named shape.</summary>
    [Description("tiny 2×128, mini 4×256, small 4×512, medium 8×512, base 12×768 (layers × dimensions)")]
    public BertPreset Preset { get; init; } = BertPreset.Tiny;

    /// <summary>Replaces the preset's number of layers.</summary>
    [Description("encoder layers, instead of the preset's")]
    [Range(1, 200)]
    public int? Layers { get; init; }

    /// <summary>Replaces the preset's D.</summary>
    [Description("length of a hidden state, instead of the preset's")]
    [Range(1, 16384)]
    public int? Dimensions { get; init; }

    /// <summary>Replaces the preset's heads.</summary>
    [Description("attention heads, instead of the preset's; must divide the dimensions")]
    [Range(1, 256)]
    public int? Heads { get; init; }

    /// <summary>Replaces the preset's feed-forward width.</summary>
    [Description("feed-forward width, instead of four times the dimensions")]
    [Range(1, 65536)]
    public int? FeedForward { get; init; }

    /// <inheritdoc cref="BertConfiguration.Position"/>
    [Description("learned, sinusoidal, rotary or alibi")]
    public PositionEncoding Position { get; init; } = PositionEncoding.Learned;

    /// <inheritdoc cref="BertConfiguration.Normalization"/>
    [Description("layer normalization after (post) or before (pre) each sublayer")]
    public Normalization Normalization { get; init; } = Normalization.Post;

    /// <inheritdoc cref="BertConfiguration.Activation"/>
    [Description("gelu, gelu_tanh, relu or silu")]
    public Activation Activation { get; init; } = Activation.Gelu;

    /// <inheritdoc cref="BertConfiguration.Dropout"/>
    [Description("dropout on embeddings and sublayer outputs")]
    [Range(0, 0.9)]
    public double Dropout { get; init; } = 0.1;

    /// <inheritdoc cref="BertConfiguration.AttentionDropout"/>
    [Description("dropout on attention weights")]
    [Range(0, 0.9)]
    public double AttentionDropout { get; init; } = 0.1;

    /// <summary>The configuration for a vocabulary and a context.</summary>
    /// <param name="vocabularySize">Entries of the tokenizer's vocabulary.</param>
    /// <param name="contextTokens">The most tokens of one row, special tokens included.</param>
    public BertConfiguration Configure(int vocabularySize, int contextTokens)
    {
        var (layers, dimensions) = BertPresets.Shape(Preset);
        dimensions = Dimensions ?? dimensions;
        return new BertConfiguration
        {
            VocabularySize = vocabularySize,
            Layers = Layers ?? layers,
            Dimensions = dimensions,
            Heads = Heads ?? Math.Max(1, dimensions / 64),
            FeedForward = FeedForward ?? 4 * dimensions,
            ContextTokens = contextTokens,
            Position = Position,
            Normalization = Normalization,
            Activation = Activation,
            Dropout = Dropout,
            AttentionDropout = AttentionDropout,
        };
    }
}

/// <summary>
/// Named shapes: those of Turc et al. 2019, "Well-read students learn better", and BERT base. Heads have 64 dimensions,
/// feed-forward layers four times D.
/// </summary>
public enum BertPreset
{
    /// <summary>2 layers of 128.</summary>
    Tiny,

    /// <summary>4 layers of 256.</summary>
    Mini,

    /// <summary>4 layers of 512.</summary>
    Small,

    /// <summary>8 layers of 512.</summary>
    Medium,

    /// <summary>12 layers of 768.</summary>
    Base,
}

/// <summary>The numbers behind <see cref="BertPreset"/>.</summary>
public static class BertPresets
{
    /// <summary>Layers and dimensions of a preset.</summary>
    public static (int Layers, int Dimensions) Shape(BertPreset preset) => preset switch
    {
        BertPreset.Tiny => (2, 128),
        BertPreset.Mini => (4, 256),
        BertPreset.Small => (4, 512),
        BertPreset.Medium => (8, 512),
        BertPreset.Base => (12, 768),
        _ => throw new ArgumentOutOfRangeException(nameof(preset), preset, "no such preset"),
    };
}
