using Cistron.Models.Bert;
using Cistron.Training.Planning;

namespace Cistron.Bench.Cases.Bert;

/// <summary>
/// Floating-point operations of matrix products that rows need, one by one: what is computed for padding, or for places that
/// nobody asks for, is no work done. Counted as in <see cref="Operations"/>.
/// </summary>
internal static class BertOperations
{
    /// <summary>The backward pass makes two products where the forward pass made one.</summary>
    public const int PassesOfTraining = 3;

    /// <summary>Those of a forward pass through the encoder, and through the head of a language model at the targets.</summary>
    /// <param name="shape">The encoder.</param>
    /// <param name="tokens">Tokens of the row, special ones included.</param>
    /// <param name="targets">Tokens to predict; 0 without such a head.</param>
    public static double Of(BertConfiguration shape, int tokens, int targets)
    {
        var encoder = new BertArithmetic(shape);
        int states = shape.StatesOf(tokens);
        double d = shape.Dimensions;
        // A linear layer and, at the targets, the vectors of tokens; under kernels both stand at every state, and the kernels before.
        double head = shape.Convolution is { } kernels
            ? states * (d * d + 2 * 4 * kernels.KernelBases * d)
            : targets * (d * d + shape.VocabularySize * d);
        return 2.0 * encoder.FactorWeights * states + encoder.AttentionOperations(new PassShape(1, states, states, targets)) + 2 * head;
    }
}
