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
/// <param name="batchSize">Rows of one forward pass.</param>
/// <param name="seed">Draws come from its stream "accuracy mask" at sequence, window and draw.</param>
internal sealed class MaskedAccuracy(
    MaskedLanguageModel model, SequenceEncoder encoder, MaskingPolicy policy, int draws, int batchSize, ulong seed)
{
    // Batches that are sorted by length together, as in SequenceInference.
    private const int BatchesInPool = 32;

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
        var pool = new List<(T Item, int Rows, int Dropped)>();
        var rows = new List<(MaskedRow Row, HiddenBases Hidden)>();
        long number = 0;
        foreach (var item in items)
        {
            byte[] sequence = bases(item);
            var windows = encoder.Cut(sequence);
            int first = rows.Count;
            for (int window = 0; window < windows.Count; window++)
                for (int draw = 0; draw < draws; draw++)
                    rows.Add(MaskedWindows.Mask(sequence.AsSpan(windows[window].Start, windows[window].Length), encoder.Tokenizer,
                        model.Backbone.Shape.Framing, int.MaxValue, policy, RandomStream.For(seed, "accuracy mask", number, window, draw)));
            number++;
            pool.Add((item, rows.Count - first, sequence.Length - Window.Covered(windows)));
            if (rows.Count < batchSize * BatchesInPool)
                continue;
            foreach (var scored in Flush(pool, rows, stop))
                yield return scored;
        }
        foreach (var scored in Flush(pool, rows, stop))
            yield return scored;
    }

    private List<MaskedSequence<T>> Flush<T>(
        List<(T Item, int Rows, int Dropped)> pool, List<(MaskedRow Row, HiddenBases Hidden)> rows, CancellationToken stop)
    {
        var scores = new MaskedScore[rows.Count];
        // A window of ambiguous letters alone has no token to ask for.
        // The longest first: what they give back to the heap, shorter rows fit into, and not the other way round.
        foreach (int[] batch in Enumerable.Range(0, rows.Count).Where(i => rows[i].Row.Positions.Length > 0)
            .OrderByDescending(i => rows[i].Row.Input.Length).Chunk(batchSize))
        {
            stop.ThrowIfCancellationRequested();
            Score(batch, rows, scores);
        }
        var results = new List<MaskedSequence<T>>(pool.Count);
        int next = 0;
        foreach (var (item, count, dropped) in pool)
        {
            var score = scores[next..(next + count)].Aggregate(default(MaskedScore), (sum, row) => sum + row);
            results.Add(new MaskedSequence<T>(item, score, dropped));
            next += count;
        }
        pool.Clear();
        rows.Clear();
        return results;
    }

    private void Score(int[] batch, List<(MaskedRow Row, HiddenBases Hidden)> rows, MaskedScore[] scores)
    {
        using var scope = new TensorScope();
        using var noGrad = new NoGrad();
        // In float32 also where a training step is cast: answers must not depend on who asks.
        using var autocast = new Autocast(model.Device, DType.Float32);
        var answers = MaskedAnswers.Of(model, encoder.Tokenizer, MaskedWindows.Batch([.. batch.Select(i => rows[i])]));
        float[] losses = answers.Losses().ToArray<float>();
        float[] right = answers.Right().To(DType.Float32).ToArray<float>();
        int start = 0;
        foreach (int i in batch)
        {
            int end = start + rows[i].Row.Positions.Length;
            scores[i] = new MaskedScore(end - start, right[start..end].Count(answer => answer > 0), rows[i].Hidden.Predicted,
                losses[start..end].Sum(loss => (double)loss));
            foreach (int target in rows[i].Row.Targets)
                _targets[target]++;
            start = end;
        }
    }
}
