using Cistron.Models.Bert;
using Cistron.Models.Heads;
using Cistron.Torch;
using Cistron.Torch.Autograd;

namespace Cistron.Models.Importance;

/// <summary>
/// What [CLS] attends to in the last layer, summed over heads: how DNABERT shows which bases matter (Ji et al. 2021,
/// DNABERT-viz). The scores of a sequence have the length 1. They are never negative and know no class.
/// </summary>
/// <param name="model">On its device.</param>
/// <param name="backbone">Its backbone.</param>
public sealed class AttentionImportance(SequenceModel model, BertBackbone backbone) : TokenImportance
{
    /// <inheritdoc />
    public override (Tensor Scores, Tensor Outputs) Of(TokenBatch batch)
    {
        using var noGrad = new NoGrad();
        Tensor? last = null;
        Tensor hidden = backbone.Forward(batch, weights => last = weights.Select(2, 0).Sum([1]));     // (B, T)
        return (last!, model.Head.Forward(model.Pooling.Pool(hidden, batch)));
    }

    /// <inheritdoc />
    public override void Scale(Span<float> bases)
    {
        double length = 0;
        foreach (float score in bases)
            length += (double)score * score;
        length = Math.Sqrt(length);
        foreach (ref float score in bases)
            score = length > 0 ? (float)(score / length) : 0;
    }
}
