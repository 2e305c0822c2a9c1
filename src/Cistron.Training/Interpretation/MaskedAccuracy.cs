using Cistron.Models;
using Cistron.Models.Inference;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Windows;
using Cistron.Torch;
using Cistron.Torch.Autograd;
using Cistron.Training.Masking;
using Cistron.Training.Objectives;

namespace Cistron.Training.Interpretation;

/// <summary>How well masked tokens are predicted.</summary>
/// <param name="Tokens">Masked tokens.</param>
/// <param name="Right">Those of them that were predicted right.</param>
/// <param name="Bases">Bases under them, each counted once a draw.</param>
/// <param name="Loss">Their cross-entropy together, in nats.</param>
public readonly record struct MaskedScore(long Tokens, long Right, long Bases, double Loss)
{
    /// <summary>The share that was predicted right; NaN where nothing was masked.</summary>
    public double Accuracy => (double)Right / Tokens;

    /// <summary>The cross-entropy in bits per masked base; NaN where nothing was masked.</summary>
    public double BitsPerBase => Loss / (Bases * Math.Log(2));

    /// <summary>The two together.</summary>
    public static MaskedScore operator +(MaskedScore one, MaskedScore other) =>
        new(one.Tokens + other.Tokens, one.Right + other.Right, one.Bases + other.Bases, one.Loss + other.Loss);
}

/// <summary>The score of one sequence.</summary>
/// <param name="Item">The sequence.</param>
/// <param name="Score">Of all its draws and windows.</param>
/// <param name="DroppedBases">Bases that no window covers.</param>
internal sealed record MaskedSequence<T>(T Item, MaskedScore Score, int DroppedBases);

/// <summary>
/// How well a model predicts the masked tokens of each of a stream of sequences. Tokens are masked, and the loss is counted,
/// as in the validation of pre-training. Memory holds some batches, whatever the number of sequences.
/// </summary>
/// <param name="model">On its device.</param>
/// <param name="encoder">Cuts sequences.</param>
/// <param name="policy">Which tokens are masked; see <see cref="MaskingPolicy.ForValidation"/>.</param>
/// <param name="draws">How often each window is masked.</param>
/// <param name="batchSize">Rows of one forward pass, at most.</param>
/// <param name="seed">Draws come from its stream "accuracy mask" at sequence, window and draw.</param>
internal sealed class MaskedAccuracy(
    MaskedLanguageModel model, SequenceEncoder encoder, MaskingPolicy policy, int draws, int batchSize, ulong seed)
{
    private readonly long[] _targets = new long[encoder.Tokenizer.Vocabulary.Count];

    /// <summary>The accuracy of always predicting the token that was masked most often, among the tokens so far.</summary>
    public double CommonestShare => (double)_targets.Max() / _targets.Sum();

    /// <summary>The scores of a stream of sequences, in its order.</summary>
    /// <param name="items">Anything that has bases.</param>
    /// <param name="bases">Upper-case letters of the tokenizer's alphabet.</param>
    /// <param name="stop">Ends the work between two batches.</param>
    /// <exception cref="OperationCanceledException">The work was ended.</exception>
    public IEnumerable<MaskedSequence<T>> Of<T>(IEnumerable<T> items, Func<T, byte[]> bases, CancellationToken stop)
    {
        model.SetTraining(false);
        var batches = new RowBatches<(MaskedRow Row, HiddenBases Hidden), MaskedScore>(
            batchSize, model.Backbone.BatchTokens, row => row.Row.Input.Length, Scores);
        var cut = items.Select((item, number) => (Item: item, Number: number, Windows: encoder.Cut(bases(item))));
        foreach (var (one, scores) in batches.Answers(cut, one => Rows(bases(one.Item), one.Number, one.Windows), stop))
            yield return new MaskedSequence<T>(one.Item, scores.Aggregate(default(MaskedScore), (sum, score) => sum + score),
                bases(one.Item).Length - Window.Covered(one.Windows));
    }

    private IEnumerable<(MaskedRow Row, HiddenBases Hidden)> Rows(byte[] bases, int number, IReadOnlyList<Window> windows) =>
        from window in Enumerable.Range(0, windows.Count)
        from draw in Enumerable.Range(0, draws)
        let row = MaskedWindows.Mask(bases.AsSpan(windows[window].Start, windows[window].Length), encoder.Tokenizer,
            model.Backbone.Shape.Framing, int.MaxValue, policy, RandomStream.For(seed, "accuracy mask", number, window, draw))
        // A window of ambiguous letters alone has no token to ask for.
        where row.Row.Positions.Length > 0
        select row;

    private MaskedScore[] Scores((MaskedRow Row, HiddenBases Hidden)[] rows)
    {
        using var scope = new TensorScope();
        using var noGrad = new NoGrad();
        // In float32 also where a training step is cast: answers must not depend on who asks.
        using var autocast = new Autocast(model.Device, DType.Float32);
        var answers = MaskedAnswers.Of(model, encoder.Tokenizer, MaskedWindows.Batch(rows));
        float[] losses = answers.Losses().ToArray<float>();
        float[] right = answers.Right().To(DType.Float32).ToArray<float>();
        foreach (var (row, _) in rows)
            foreach (int target in row.Targets)
                _targets[target]++;
        var scores = new MaskedScore[rows.Length];
        int start = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            int end = start + rows[i].Row.Positions.Length;
            scores[i] = new MaskedScore(end - start, right[start..end].Count(answer => answer > 0), rows[i].Hidden.Predicted,
                losses[start..end].Sum(loss => (double)loss));
            start = end;
        }
        return scores;
    }
}
