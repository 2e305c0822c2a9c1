using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Cistron.Models.AwdLstm;

/// <summary>What a recipe says about an AWD-LSTM: a preset, and what differs from it.</summary>
public sealed record AwdLstmRecipe
{
    /// <summary>The named shape.</summary>
    [Description("tiny 2×64×128, mini 2×96×256, small 2×200×512, base 3×400×1150 (layers × dimensions × units)")]
    public AwdLstmPreset Preset { get; init; } = AwdLstmPreset.Tiny;

    /// <summary>Replaces the preset's number of layers.</summary>
    [Description("LSTM layers, instead of the preset's")]
    [Range(1, AwdLstmConfiguration.MostLayers)]
    public int? Layers { get; init; }

    /// <summary>Replaces the preset's E.</summary>
    [Description("length of a token's vector, instead of the preset's")]
    [Range(1, AwdLstmConfiguration.MostDimensions)]
    public int? Dimensions { get; init; }

    /// <summary>Replaces the preset's H.</summary>
    [Description("units of all layers but the last, instead of the preset's")]
    [Range(1, AwdLstmConfiguration.MostDimensions)]
    public int? Units { get; init; }

    /// <inheritdoc cref="AwdLstmConfiguration.Bidirectional"/>
    [Description("whether layers also read from the end; not for predicting the next token")]
    public bool Bidirectional { get; init; }

    /// <inheritdoc cref="AwdLstmConfiguration.TiedDecoder"/>
    [Description("whether the decoder shares the tokens' vectors; the last layer then has as many outputs as they")]
    public bool TiedDecoder { get; init; } = true;

    /// <inheritdoc cref="AwdLstmConfiguration.Dropout"/>
    [Description("probabilities of dropout, before drop_mult")]
    public AwdLstmDropout Dropout { get; init; } = new();

    /// <inheritdoc cref="AwdLstmConfiguration.DropMult"/>
    [Description("what all probabilities of dropout are multiplied by")]
    [Range(0, 10)]
    public double DropMult { get; init; } = 1;

    /// <inheritdoc cref="AwdLstmConfiguration.WindowTokens"/>
    [Description("tokens that are read at once")]
    [Range(1, 100_000)]
    public int WindowTokens { get; init; } = 70;

    /// <inheritdoc cref="AwdLstmConfiguration.GradientTokens"/>
    [Description("last tokens of a sequence that gradients reach")]
    [Range(1, int.MaxValue)]
    public int GradientTokens { get; init; } = 1400;

    /// <summary>The configuration for a vocabulary.</summary>
    /// <param name="vocabularySize">Entries of the tokenizer's vocabulary.</param>
    public AwdLstmConfiguration Configure(int vocabularySize)
    {
        var (layers, dimensions, units) = AwdLstmPresets.Shape(Preset);
        return new AwdLstmConfiguration
        {
            VocabularySize = vocabularySize,
            ContextTokens = AwdLstmConfiguration.AnyLength,
            Layers = Layers ?? layers,
            Dimensions = Dimensions ?? dimensions,
            Units = Units ?? units,
            Bidirectional = Bidirectional,
            TiedDecoder = TiedDecoder,
            Dropout = Dropout,
            DropMult = DropMult,
            WindowTokens = WindowTokens,
            GradientTokens = GradientTokens,
        };
    }
}
