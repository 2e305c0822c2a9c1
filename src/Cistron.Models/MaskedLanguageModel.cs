using Cistron.Models.Heads;
using Cistron.Torch;

namespace Cistron.Models;

/// <summary>A backbone that predicts masked tokens; named as <c>BertForMaskedLM</c>.</summary>
public sealed class MaskedLanguageModel : Model
{
    /// <summary>Puts a head on a backbone.</summary>
    public MaskedLanguageModel(Backbone backbone) : base(backbone) =>
        Head = AddModule("cls.predictions", new MaskedLanguageHead(backbone));

    /// <summary>The part that predicts tokens.</summary>
    public MaskedLanguageHead Head { get; }

    /// <summary>Logits (N, V) at chosen positions only: the head is by far the widest layer of a small model.</summary>
    /// <param name="batch">B rows of T tokens.</param>
    /// <param name="positions">(N) indices into the B · T tokens of the batch, int64.</param>
    public Tensor Forward(TokenBatch batch, Tensor positions)
    {
        Tensor hidden = Backbone.Forward(batch).Reshape([-1, Backbone.Dimensions]);   // (B·T, D)
        return Head.Forward(hidden.IndexSelect(0, positions));                        // (N, V)
    }
}
