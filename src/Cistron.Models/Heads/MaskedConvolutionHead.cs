using Cistron.Models.Bert;
using Cistron.Torch;
using Cistron.Torch.Modules;

namespace Cistron.Models.Heads;

/// <summary>
/// Logits of the four bases by a transposed convolution, which leads from the hidden state of a kernel back to the bases under
/// it: the head of masked convolution modelling (lncRNA-BERT, bioRxiv 2025.01.09.632168).
/// </summary>
internal sealed class MaskedConvolutionHead : MaskedTokenHead
{
    private readonly BertConvolution _convolution;
    private readonly int _vocabularySize;
    private readonly Linear? _linear;
    private readonly TransposedBlockConvolution _kernels;
    private readonly TransposedBlockConvolution? _hidden;

    /// <summary>A head with weights drawn as the backbone's are.</summary>
    public MaskedConvolutionHead(BertConfiguration shape, BertConvolution convolution)
    {
        (_convolution, _vocabularySize) = (convolution, shape.VocabularySize);
        int kernels = convolution.KernelsOf(shape.Dimensions);
        double deviation = shape.InitialDeviation;
        if (convolution.HasOutputLinear(shape.Dimensions))
            _linear = AddModule("linear", new Linear(shape.Dimensions, kernels, deviation));
        var (channels, width) = convolution.Upper;
        _kernels = AddModule("kernels", new TransposedBlockConvolution(kernels, channels, width, deviation));
        if (convolution.Lower is var (hidden, codon))
            _hidden = AddModule("hidden_kernels", new TransposedBlockConvolution(hidden, LetterVectors.Bases, codon, deviation));
    }

    /// <inheritdoc />
    public override Tensor Forward(Tensor hidden, TokenBatch batch, Tensor positions)
    {
        Tensor x = hidden.Slice(1, 1, hidden.Size(1));                                  // (B, S − 1, D)
        x = _linear?.Forward(x) ?? x;                                                   // (B, S − 1, kernels)
        if (_convolution.OutputRelu)
            x = x.Relu();
        x = _kernels.Forward(x);
        x = (_hidden?.Forward(x) ?? x).To(DType.Float32).Slice(1, 0, batch.Width - 1);  // (B, T − 1, 4)
        // What stands in the place of [CLS] is never asked for.
        x = Operators.Cat([x.Slice(1, 0, 1), x], 1).Reshape([-1, LetterVectors.Bases])  // (B · T, 4)
            .IndexSelect(0, positions);                                                 // (N, 4)
        return Operators.Cat([Impossible(LetterVectors.FirstBase), x,
            Impossible(_vocabularySize - LetterVectors.FirstBase - LetterVectors.Bases)], 1);

        Tensor Impossible(int tokens) => Operators.Zeros([x.Size(0), tokens], device: x.Device) + double.NegativeInfinity;
    }
}
