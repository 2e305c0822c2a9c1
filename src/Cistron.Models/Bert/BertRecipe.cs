using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Cistron.Models.Bert;

/// <summary>What a recipe says about the encoder: a preset, and what differs from it.</summary>
public sealed record BertRecipe
{
    /// <summary>The named shape.</summary>
    [Description("tiny 2×128, mini 4×256, small 4×512, medium 8×512, base 12×768 (layers × dimensions)")]
    public BertPreset Preset { get; init; } = BertPreset.Tiny;

    /// <summary>Replaces the preset's number of layers.</summary>
    [Description("encoder layers, instead of the preset's")]
    [Range(1, BertConfiguration.MostLayers)]
    public int? Layers { get; init; }

    /// <summary>Replaces the preset's D.</summary>
    [Description("length of a hidden state, instead of the preset's")]
    [Range(1, BertConfiguration.MostDimensions)]
    public int? Dimensions { get; init; }

    /// <summary>Replaces the preset's heads.</summary>
    [Description("attention heads, instead of the preset's; must divide the dimensions")]
    [Range(1, BertConfiguration.MostHeads)]
    public int? Heads { get; init; }

    /// <summary>Replaces the preset's feed-forward width.</summary>
    [Description("feed-forward width, instead of four times the dimensions")]
    [Range(1, BertConfiguration.MostFeedForward)]
    public int? FeedForward { get; init; }

    /// <summary>Replaces the most tokens of a row, special tokens included, that follow from the longest sequence.</summary>
    [Description("most tokens of a row with [CLS] and [SEP]; null: as many as the longest sequence or window can have")]
    [Range(3, 1 << 20)]
    public int? ContextTokens { get; init; }

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

    /// <inheritdoc cref="BertConfiguration.Convolution"/>
    [Description("kernels that read bases in place of tokens: {kernel_bases: 9}; null: none")]
    public BertConvolution? Convolution { get; init; }

    /// <summary>The configuration for a vocabulary and a context.</summary>
    /// <param name="vocabularySize">Entries of the tokenizer's vocabulary.</param>
    /// <param name="contextTokens">The most tokens of one row, special tokens included, unless the recipe says.</param>
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
            ContextTokens = ContextTokens ?? contextTokens,
            Position = Position,
            Normalization = Normalization,
            Activation = Activation,
            Dropout = Dropout,
            AttentionDropout = AttentionDropout,
            Convolution = Convolution,
        };
    }
}
