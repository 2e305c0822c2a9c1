using System.Text.Json.Nodes;
using Cistron.Models.Folders;

namespace Cistron.Models.Cnn;

/// <summary>
/// The shape of a convolutional network on tokens: with one layer and max pooling the motif detectors of DeepBind
/// (Alipanahi et al. 2015), what a deep model of short sequences has to beat.
/// </summary>
public sealed record CnnConfiguration : BackboneConfiguration
{
    internal const int MostLayers = 64, MostDimensions = 1 << 14, WidestKernel = 1025;

    /// <summary>Memory grows with a row, but nothing in the network is bound to its length.</summary>
    internal const int AnyLength = 1 << 24;

    private const int LargestVocabulary = 1 << 22;

    /// <summary>Convolution layers.</summary>
    public required int Layers { get; init; }

    /// <summary>D, the length of a token's vector and the kernels of a layer.</summary>
    public required int Dimensions { get; init; }

    /// <summary>Tokens under a kernel; odd.</summary>
    public required int KernelTokens { get; init; }

    /// <summary>Probability of dropout after each layer. Default: 0.1.</summary>
    public double Dropout { get; init; } = 0.1;

    /// <inheritdoc />
    public override Framing Framing => Framing.Start;

    /// <inheritdoc />
    public override Backbone Build() => new CnnBackbone(this);

    /// <inheritdoc />
    public override BackboneConfiguration WithDropout(double probability) => this with { Dropout = probability };

    /// <inheritdoc />
    public override string? Fault()
    {
        (string Name, double Value, double Least, double Most)[] ranges =
        [
            ("layers", Layers, 1, MostLayers), ("dimensions", Dimensions, 1, MostDimensions),
            ("kernel_tokens", KernelTokens, 1, WidestKernel), ("vocabulary_size", VocabularySize, 1, LargestVocabulary),
            ("context_tokens", ContextTokens, 1, AnyLength), ("dropout", Dropout, 0, 0.99),
        ];
        foreach (var (name, value, least, most) in ranges)
            if (!(value >= least && value <= most))
                return $"{name} is {value} where {least} to {most} can be";
        return KernelTokens % 2 == 0 ? $"kernel_tokens is {KernelTokens}, and a kernel needs a middle: an odd number" : null;
    }

    /// <inheritdoc />
    public override string CausalFault() => "kernels have seen the next token before it is predicted";

    /// <inheritdoc />
    public override long CountParameters()
    {
        long d = Dimensions;
        return VocabularySize * d + Layers * (d * d * KernelTokens + d);
    }

    /// <summary>There is no class of Hugging Face's for this architecture.</summary>
    public override JsonObject? HuggingFaceConfig(SequenceTask? task) => null;
}
