using Cistron.Torch;
using Cistron.Torch.Modules;

namespace Cistron.Models.Bert;

/// <summary>
/// The input of a <see cref="BertConvolution"/>: letters as shares of bases, under kernels that lie side by side, with a learned
/// vector for [CLS] before them. A kernel that the sequence does not fill sees zeros there, whatever the row is padded to.
/// </summary>
internal sealed class KernelEmbeddings : Module
{
    private readonly BertConvolution _convolution;
    private readonly Parameter _cls;
    private readonly BlockConvolution? _hidden;
    private readonly BlockConvolution _kernels;
    private readonly LayerNorm? _norm;
    private readonly Linear? _linear;

    public KernelEmbeddings(BertConfiguration shape, BertConvolution convolution)
    {
        _convolution = convolution;
        int kernels = convolution.KernelsOf(shape.Dimensions);
        double deviation = shape.InitialDeviation;
        Letters = AddStatistic("letters", LetterVectors.Table());
        var cls = Operators.Empty([shape.Dimensions]);
        cls.NormalInPlace(0, deviation);
        _cls = AddParameter("cls", cls);
        if (convolution.Lower is var (hidden, codon))
            _hidden = AddModule("hidden_kernels", new BlockConvolution(LetterVectors.Bases, hidden, codon, deviation));
        var (channels, width) = convolution.Upper;
        _kernels = AddModule("kernels", new BlockConvolution(channels, kernels, width, deviation));
        if (convolution.LayerNorm)
            _norm = AddModule("norm", new LayerNorm(kernels, shape.NormalizationEpsilon));
        if (convolution.HasInputLinear(shape.Dimensions))
            _linear = AddModule("linear", new Linear(kernels, shape.Dimensions, deviation));
    }

    /// <summary>(V, 4), fixed: see <see cref="LetterVectors"/>.</summary>
    public Parameter Letters { get; }

    /// <summary>Tokens (B, T), the first of which is [CLS] → (B, 1 + ⌈(T − 1) / k⌉, D)</summary>
    public Tensor Forward(TokenBatch batch)
    {
        Tensor x = batch.Vectors ?? Operators.Embedding(Letters, batch.Ids);                // (B, T, 4)
        if (batch.IsPadded)
            x *= batch.Mask().Unsqueeze(-1);
        int bases = batch.Width - 1, k = _convolution.KernelBases;
        x = x.Slice(1, 1, batch.Width);                                                     // (B, T − 1, 4)
        if (bases % k != 0)
            x = Operators.Cat([x, Operators.Zeros([batch.Rows, k - bases % k, LetterVectors.Bases], device: batch.Device)], 1);
        x = _kernels.Forward(_hidden?.Forward(x) ?? x);                                     // (B, S − 1, kernels)
        if (_convolution.Relu)
            x = x.Relu();
        x = _norm?.Forward(x) ?? x;
        x = _linear?.Forward(x) ?? x;                                                       // (B, S − 1, D)
        Tensor cls = _cls.Value.Expand([batch.Rows, 1, _cls.Value.Size(0)]);                // (B, 1, D)
        return Operators.Cat([cls, x.To(DType.Float32)], 1);                                // (B, S, D)
    }
}
