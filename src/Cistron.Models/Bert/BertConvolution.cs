using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Cistron.Sequences.Tokenizers;

namespace Cistron.Models.Bert;

/// <summary>
/// Convolutional sequence encoding (lncRNA-BERT, bioRxiv 2025.01.09.632168): kernels that lie side by side read the bases of a
/// sequence, and each place of theirs has one hidden state. What its language model predicts are single bases, to which a
/// transposed convolution leads back. Learned with a masked language model, it is masked convolution modelling.
/// </summary>
public sealed record BertConvolution
{
    private const int WidestKernel = 1024, MostKernels = 1 << 16, Codon = 3;

    /// <summary>k, the bases under a kernel, and from one kernel to the next. Default: 9.</summary>
    [Description("bases under a kernel, and from one kernel to the next")]
    [Range(1, WidestKernel)]
    public int KernelBases { get; init; } = 9;

    /// <summary>Kernels; null, the default: as many as dimensions.</summary>
    [Description("kernels; null: as many as dimensions; with another number a linear layer follows them")]
    [Range(1, MostKernels)]
    public int? Kernels { get; init; }

    /// <summary>
    /// Kernels of three bases below the others, which then lie on k / 3 of their outputs; the way back mirrors both. Null, the
    /// default: none.
    /// </summary>
    [Description("kernels of 3 bases below the others; null: none")]
    [Range(1, MostKernels)]
    public int? HiddenKernels { get; init; }

    /// <summary>Whether kernels are followed by a ReLU. Default: they are.</summary>
    [Description("whether a ReLU follows the kernels")]
    public bool Relu { get; init; } = true;

    /// <summary>Whether outputs of the kernels are normalized over all kernels of a place. Default: they are not.</summary>
    [Description("whether layer normalization follows the kernels, behind the ReLU")]
    public bool LayerNorm { get; init; }

    /// <summary>Whether a linear layer stands between kernels and encoder. Default: only where their sizes differ.</summary>
    [Description("whether a linear layer stands between kernels and encoder, also where their sizes are the same")]
    public bool InputLinear { get; init; }

    /// <summary>Whether the masked bases' head has a linear layer before the kernels that lead back to bases. Default: it has.</summary>
    [Description("whether a linear layer stands between encoder and the kernels that lead back to bases, as in input_linear")]
    public bool OutputLinear { get; init; } = true;

    /// <summary>Whether a ReLU stands before those kernels. Default: none.</summary>
    [Description("whether a ReLU stands before the kernels that lead back to bases")]
    public bool OutputRelu { get; init; }

    /// <summary>Kernels between which and a hidden state of length <paramref name="dimensions"/> the encoder stands.</summary>
    internal int KernelsOf(int dimensions) => Kernels ?? dimensions;

    /// <summary>Channels that the upper kernels read, and how many places of them.</summary>
    internal (int Channels, int Width) Upper => HiddenKernels is { } hidden
        ? (hidden, KernelBases / Codon)
        : (LetterVectors.Bases, KernelBases);

    /// <summary>The layer between bases and the upper kernels; null without one.</summary>
    internal (int Kernels, int Width)? Lower => HiddenKernels is { } hidden ? (hidden, Codon) : null;

    /// <summary>Whether a linear layer follows the kernels.</summary>
    internal bool HasInputLinear(int dimensions) => InputLinear || KernelsOf(dimensions) != dimensions;

    /// <summary>Whether a linear layer precedes the kernels that lead back.</summary>
    internal bool HasOutputLinear(int dimensions) => OutputLinear || KernelsOf(dimensions) != dimensions;

    /// <summary>Weights between the bases and the encoder.</summary>
    internal long CountInputs(int dimensions)
    {
        long kernels = KernelsOf(dimensions), d = dimensions;
        var (channels, width) = Upper;
        return d + (Lower is var (hidden, codon) ? hidden * ((long)LetterVectors.Bases * codon + 1) : 0)
            + kernels * ((long)channels * width + 1) + (LayerNorm ? 2 * kernels : 0)
            + (HasInputLinear(dimensions) ? kernels * d + d : 0);
    }

    /// <summary>Why there can be no such convolution for a vocabulary of this size; null when there can.</summary>
    internal string? Fault(int vocabularySize)
    {
        (string Name, int? Value, int Most)[] ranges =
        [
            ("kernel_bases", KernelBases, WidestKernel), ("kernels", Kernels, MostKernels), ("hidden_kernels", HiddenKernels, MostKernels),
        ];
        foreach (var (name, value, most) in ranges)
            if (value is { } number && (number < 1 || number > most))
                return $"{name} is {number} where 1 to {most} can be";
        if (HiddenKernels is not null && KernelBases % Codon != 0)
            return $"hidden_kernels have 3 bases each, of which {KernelBases} kernel_bases are no multiple";
        return vocabularySize == LetterTokenizer.VocabularySize ? null
            : $"a convolution reads a vocabulary of {LetterTokenizer.VocabularySize} letters, and not of {vocabularySize}";
    }
}
