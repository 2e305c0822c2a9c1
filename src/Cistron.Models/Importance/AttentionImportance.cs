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
        float[] last = [];
        Tensor hidden = backbone.Forward(batch, weights => last = weights.Select(2, 0).Sum([1]).ToArray<float>());   // (B, S)
        Tensor scores = OfTokens(Tensor.From<float>(last, batch.Rows, last.Length / batch.Rows), batch.Width);
        return (scores, model.Head.Forward(model.Pooling.Pool(hidden, backbone.States(batch))));
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

    /// <summary>Scores of states (B, S) → (B, T): tokens under one kernel have its score.</summary>
    private Tensor OfTokens(Tensor scores, int tokens)
    {
        int shared = backbone.Configuration.TokensPerState;
        if (shared == 1)
            return scores;
        long rows = scores.Size(0), kernels = scores.Size(1) - 1;
        Tensor content = scores.Slice(1, 1, kernels + 1).Unsqueeze(-1).Expand([rows, kernels, shared]).Reshape([rows, kernels * shared]);
        return Operators.Cat([scores.Slice(1, 0, 1), content.Slice(1, 0, tokens - 1)], 1);
    }
}
