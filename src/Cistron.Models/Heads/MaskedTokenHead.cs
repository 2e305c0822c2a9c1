using Cistron.Models.Bert;
using Cistron.Torch;
using Cistron.Torch.Modules;

namespace Cistron.Models.Heads;

/// <summary>Says of chosen tokens which they are.</summary>
public abstract class MaskedTokenHead : Module
{
    /// <summary>A new head for a backbone: the tokens' own vectors transposed, or a convolution transposed.</summary>
    public static MaskedTokenHead For(Backbone backbone) => backbone.Shape is BertConfiguration { Convolution: { } convolution } shape
        ? new MaskedConvolutionHead(shape, convolution)
        : new MaskedLanguageHead(backbone);

    /// <summary>
    /// Hidden states (B, S, D) → logits (N, V) at chosen positions, float32 or in the precision of products; −∞ for tokens that it
    /// never predicts.
    /// </summary>
    /// <param name="hidden">The states of the whole batch.</param>
    /// <param name="batch">Its B rows of T tokens.</param>
    /// <param name="positions">(N) indices into the B · T tokens of the batch, int64; never those of [CLS].</param>
    public abstract Tensor Forward(Tensor hidden, TokenBatch batch, Tensor positions);
}
