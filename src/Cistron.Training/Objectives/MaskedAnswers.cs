using Cistron.Models;
using Cistron.Sequences.Tokenizers;
using Cistron.Torch;

namespace Cistron.Training.Objectives;

/// <summary>What a model says of the N masked tokens of a batch, row by row, and what they are.</summary>
/// <param name="Logits">(N, V)</param>
/// <param name="Targets">(N)</param>
internal readonly record struct MaskedAnswers(Tensor Logits, Tensor Targets)
{
    /// <summary>Asks the model.</summary>
    /// <param name="model">On its device.</param>
    /// <param name="tokenizer">The model's tokenizer.</param>
    /// <param name="batch">Rows with at least one token to predict.</param>
    public static MaskedAnswers Of(MaskedLanguageModel model, Tokenizer tokenizer, MaskedBatch batch)
    {
        var input = TokenBatch.From(batch.Inputs, tokenizer.Vocabulary.Specials.Padding, model.Device);
        int width = input.Width;
        long[] positions = [.. batch.Masks.SelectMany((m, row) => m.Positions.Select(p => (long)row * width + p))];
        long[] targets = [.. batch.Masks.SelectMany(m => m.Targets.Select(t => (long)t))];
        return new MaskedAnswers(model.Forward(input, OnDevice(positions)), OnDevice(targets));

        Tensor OnDevice(long[] numbers) => Tensor.From<long>(numbers, numbers.Length).To(model.Device, DType.Int64);
    }

    /// <summary>The cross-entropy of each token (N) in nats.</summary>
    public Tensor Losses() => Operators.TokenLosses(Logits, Targets);

    /// <summary>The cross-entropy of all tokens together in nats.</summary>
    public Tensor Loss() => Losses().Sum();

    /// <summary>Whether the likeliest token is the right one (N).</summary>
    public Tensor Right() => Logits.Argmax(-1).Eq(Targets);
}
