using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Cistron.Models.Cnn;

/// <summary>What a recipe says about a convolutional network.</summary>
public sealed record CnnRecipe
{
    /// <inheritdoc cref="CnnConfiguration.Layers"/>
    [Description("convolution layers")]
    [Range(1, CnnConfiguration.MostLayers)]
    public int Layers { get; init; } = 1;

    /// <inheritdoc cref="CnnConfiguration.Dimensions"/>
    [Description("length of a token's vector, and kernels of a layer")]
    [Range(1, CnnConfiguration.MostDimensions)]
    public int Dimensions { get; init; } = 128;

    /// <inheritdoc cref="CnnConfiguration.KernelTokens"/>
    [Description("tokens under a kernel; odd")]
    [Range(1, CnnConfiguration.WidestKernel)]
    public int KernelTokens { get; init; } = 15;

    /// <inheritdoc cref="CnnConfiguration.Dropout"/>
    [Description("dropout after each layer")]
    [Range(0, 0.9)]
    public double Dropout { get; init; } = 0.1;

    /// <summary>The configuration for a vocabulary.</summary>
    /// <param name="vocabularySize">Entries of the tokenizer's vocabulary.</param>
    public CnnConfiguration Configure(int vocabularySize) => new()
    {
        VocabularySize = vocabularySize,
        ContextTokens = CnnConfiguration.AnyLength,
        Layers = Layers,
        Dimensions = Dimensions,
        KernelTokens = KernelTokens,
        Dropout = Dropout,
    };
}
