using Cistron.Models;
using Cistron.Sequences.Corpora;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Tokenizers;
using Cistron.Training.Data;
using Cistron.Training.Masking;

namespace Cistron.Training.Objectives;

/// <summary>The masked rows of each step: a pure function of the step and the run's seed.</summary>
/// <param name="sampler">Where windows come from.</param>
/// <param name="tokenizer">The model's tokenizer.</param>
/// <param name="masking">Which tokens are to be predicted in which step.</param>
/// <param name="batchSize">Rows of one forward pass.</param>
/// <param name="accumulate">Forward passes of one step.</param>
/// <param name="windowBases">Bases of a row, at most.</param>
/// <param name="seed">
/// The run's seed; row masks are drawn from the stream "mask" at step and row, what a step draws for all its rows from "span
/// length" at the step.
/// </param>
/// <param name="framing">The special tokens around a row.</param>
/// <param name="contextTokens">The most tokens of a row; a window with more loses its end.</param>
/// <param name="frames">Reading frames: a row begins at one of the first so many bases of its window, drawn from the stream
/// "reading frame" at step and row, because the windows of short records all begin with the record; 1: at the first.</param>
public sealed class MaskedWindows(WindowSampler sampler, Tokenizer tokenizer, MaskingPlan masking, int batchSize,
    int accumulate, int windowBases, ulong seed, Framing framing = Framing.Both, int contextTokens = int.MaxValue, int frames = 1)
{
    /// <summary>Bases that a step sees, at most.</summary>
    public double BasesPerStep => (double)batchSize * accumulate * windowBases;

    /// <summary>The batches of a step. Rows of like length stand together, so that little is padded.</summary>
    public IReadOnlyList<MaskedBatch> Batches(long step)
    {
        var policy = masking.At(step, RandomStream.For(seed, "span length", step));
        var rows = Enumerable.Range(0, batchSize * accumulate)
            .Select(row => Mask(Window(step, row), tokenizer, framing, contextTokens, policy,
                RandomStream.For(seed, "mask", step, row)))
            .OrderBy(row => row.Row.Input.Length);
        return [.. rows.Chunk(batchSize).Select(Batch)];
    }

    private ReadOnlySpan<byte> Window(long step, int row)
    {
        byte[] bases = sampler.Window(step, row);
        return frames == 1 ? bases : bases.AsSpan(RandomFrame.Draw(frames, bases.Length, RandomStream.For(seed, "reading frame", step, row)));
    }

    /// <summary>Held-out windows, masked once and for all, so that validations can be compared.</summary>
    /// <param name="corpus">Where the windows lie.</param>
    /// <param name="windows">Which they are.</param>
    /// <param name="tokenizer">The model's tokenizer.</param>
    /// <param name="policy">Which tokens are to be predicted.</param>
    /// <param name="batchSize">Rows of one forward pass.</param>
    /// <param name="seed">Masks are drawn from the stream "validation mask" at the window's number.</param>
    /// <param name="framing">The special tokens around a row.</param>
    /// <param name="contextTokens">The most tokens of a row; a window with more loses its end.</param>
    public static IReadOnlyList<MaskedBatch> ForValidation(Corpus corpus, IReadOnlyList<CorpusRegion> windows,
        Tokenizer tokenizer, MaskingPolicy policy, int batchSize, ulong seed, Framing framing = Framing.Both,
        int contextTokens = int.MaxValue)
    {
        var rows = windows
            .Select((window, i) => Mask(corpus.Read(window), tokenizer, framing, contextTokens, policy,
                RandomStream.For(seed, "validation mask", i)))
            .Where(row => row.Row.Positions.Length > 0)
            .OrderBy(row => row.Row.Input.Length);
        return [.. rows.Chunk(batchSize).Select(Batch)];
    }

    /// <summary>Masked rows as one batch.</summary>
    internal static MaskedBatch Batch((MaskedRow Row, HiddenBases Hidden)[] rows) =>
        new([.. rows.Select(r => r.Row)], rows.Aggregate(default(HiddenBases), (sum, r) => sum + r.Hidden));

    /// <summary>Masks a window, and tells what that hides.</summary>
    internal static (MaskedRow Row, HiddenBases Hidden) Mask(ReadOnlySpan<byte> bases, Tokenizer tokenizer, Framing framing,
        int contextTokens, MaskingPolicy policy, RandomStream draws)
    {
        var spans = new List<TokenSpan>();
        int[] ids = tokenizer.Frame(bases, framing, spans, contextTokens);
        var row = policy.Apply(ids, tokenizer.Vocabulary, draws);
        return (row, HiddenBases.Of(row, spans));
    }
}
