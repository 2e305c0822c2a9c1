using Cistron.Models.Folders;

namespace Cistron.Training.Planning;

/// <summary>What the head of a language model costs. It shares the vectors of tokens with the backbone.</summary>
/// <param name="Predicts">Masked tokens, of which only their positions are computed, or the next one at every position.</param>
/// <param name="Dimensions">D, the length of a hidden state.</param>
/// <param name="VocabularySize">V, the number of logits.</param>
/// <param name="IsTied">Whether the vectors of tokens are shared, or are weights of its own.</param>
public sealed record LanguageHeadArithmetic(PredictedTokens Predicts, int Dimensions, int VocabularySize, bool IsTied = true)
{
    private long D => Dimensions;

    private long V => VocabularySize;

    /// <summary>Single weights that are not the backbone's.</summary>
    public long Weights => Predicts == PredictedTokens.Masked ? D * D + D + 2 * D + V : V + (IsTied ? 0 : V * D);

    /// <summary>Weights that every token to predict is multiplied by; a next token at every place, padding included.</summary>
    public long FactorWeights => Predicts == PredictedTokens.Masked ? D * D + D * V : D * V;

    /// <summary>Places at which the head is computed.</summary>
    public double PlacesOf(PassShape pass) => Predicts == PredictedTokens.Masked ? pass.Targets : pass.Places;

    /// <summary>What stays in memory of a forward pass until its end, logits above all.</summary>
    public MemoryPart Kept(PassShape pass, ComputeMode mode)
    {
        // Masked: states picked out, dense, activation, normalization, and two casts. Next: dropout, laid out by rows, and
        // three of the penalties on the outputs.
        double states = Predicts == PredictedTokens.Masked
            ? 4 + 2 * mode.ProductBytes + 4 + 2 * mode.CastBytes
            : 4 * 4 + mode.ProductBytes;
        // On a processor the loss keeps nothing but the logits; LibTorch's own keeps them in fp32, and their logarithms.
        double logits = mode.ProductBytes + (mode.IsCuda ? (mode.IsHalf ? 4 : 0) + 4 : 0);
        return new("head and loss", PlacesOf(pass) * (Dimensions * states + V * logits));
    }
}
