using Cistron.Models.Heads;
using Cistron.Torch;

namespace Cistron.Models;

/// <summary>A backbone that predicts masked tokens; named as <c>BertForMaskedLM</c>.</summary>
public sealed class MaskedLanguageModel : Model
{
    /// <summary>Puts a head on a backbone.</summary>
    public MaskedLanguageModel(Backbone backbone) : base(backbone) =>
        Head = AddModule("cls.predictions", MaskedTokenHead.For(backbone));

    /// <summary>The part that predicts tokens.</summary>
    public MaskedTokenHead Head { get; }

    /// <summary>Logits (N, V) at chosen positions, float32 or in the precision of products; −∞ for tokens that the head never predicts.</summary>
    /// <param name="batch">B rows of T tokens.</param>
    /// <param name="positions">(N) indices into the B · T tokens of the batch, int64.</param>
    public Tensor Forward(TokenBatch batch, Tensor positions) => Head.Forward(Backbone.Forward(batch), batch, positions);
}
