using Cistron.Sequences.Randomness;

namespace Cistron.Training.Masking;

/// <summary>Every token is chosen independently (Devlin et al. 2019, §3.1).</summary>
/// <param name="Probability">The chance of each token; 0.15 in the paper.</param>
public sealed record BertMasking(double Probability = 0.15) : MaskingPolicy
{
    /// <inheritdoc />
    protected override void Choose(ReadOnlySpan<bool> eligible, Span<bool> chosen, RandomStream draws)
    {
        for (int i = 0; i < eligible.Length; i++)
            chosen[i] = eligible[i] && draws.NextDouble() < Probability;
    }
}
