using Cistron.Torch;

namespace Cistron.Models.Importance;

/// <summary>A rule by which the tokens of a row get a part in what a model answers.</summary>
public abstract class TokenImportance
{
    /// <summary>Scores the tokens of a batch.</summary>
    /// <returns>
    /// Scores (B, T), float32, of which those at padded positions have no meaning; and the model's outputs (B, K).
    /// </returns>
    public abstract (Tensor Scores, Tensor Outputs) Of(TokenBatch batch);

    /// <summary>Brings the scores of the bases of one sequence to the scale of the rule, in place; most leave them.</summary>
    public virtual void Scale(Span<float> bases)
    {
    }
}
