using Cistron.Sequences.Randomness;

namespace Cistron.Training.Masking;

/// <summary>Every token is chosen independently (Devlin et al. 2019, §3.1).</summary>
/// <param name="Probability">The chance of each token; 0.15 in the paper.</param>
public sealed record BertMasking(double Probability = 0.15) : MaskingPolicy
{
    /// <summary>
    /// The policy for validation: every chosen token becomes [MASK]. A token that was left in place would give its own
    /// answer away, and bits per base would flatter the model.
    /// </summary>
    public BertMasking ForValidation => this with { MaskShare = 1, RandomShare = 0 };

    /// <inheritdoc />
    protected override void Choose(ReadOnlySpan<bool> eligible, Span<bool> chosen, long step, RandomStream draws)
    {
        for (int i = 0; i < eligible.Length; i++)
            chosen[i] = eligible[i] && draws.NextDouble() < Probability;
    }
}
