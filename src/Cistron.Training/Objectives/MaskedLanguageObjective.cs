using Cistron.Models;
using Cistron.Sequences.Corpora;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Tokenizers;
using Cistron.Torch;
using Cistron.Torch.Modules;
using Cistron.Training.Masking;

namespace Cistron.Training.Objectives;

/// <summary>Masked language modelling (Devlin et al. 2019) on windows of a corpus.</summary>
public sealed class MaskedLanguageObjective : Objective
{
    private readonly MaskedLanguageModel _model;
    private readonly Tokenizer _tokenizer;
    private readonly MaskedWindows _windows;
    private readonly IReadOnlyList<MaskedBatch> _validation;
    private readonly double _basesPerStep;
    private readonly long _trainingBases;

    /// <summary>An objective over a corpus that stays open as long as it is used.</summary>
    /// <param name="model">On its device.</param>
    /// <param name="tokenizer">The model's tokenizer.</param>
    /// <param name="windows">The rows of each step.</param>
    /// <param name="validation">Held-out rows, masked once and for all.</param>
    /// <param name="trainingBases">Bases that windows are drawn from: what an epoch is.</param>
    public MaskedLanguageObjective(MaskedLanguageModel model, Tokenizer tokenizer, MaskedWindows windows,
        IReadOnlyList<MaskedBatch> validation, long trainingBases)
    {
        (_model, _tokenizer, _windows, _validation, _trainingBases) = (model, tokenizer, windows, validation, trainingBases);
        _basesPerStep = windows.BasesPerStep;
    }

    /// <inheritdoc />
    public override Module Model => _model;

    /// <inheritdoc />
    public override string SelectionMetric => "loss";

    /// <inheritdoc />
    public override bool HigherIsBetter => false;

    /// <inheritdoc />
    public override double EpochAt(long step) => step * _basesPerStep / _trainingBases;

    /// <inheritdoc />
    public override IReadOnlyList<Batch> Batches(long step) => _windows.Batches(step);

    /// <inheritdoc />
    public override Tensor Loss(Batch batch) => Loss((MaskedBatch)batch, Logits((MaskedBatch)batch));

    /// <summary>
    /// The loss in nats per masked token, bits per base (cross-entropy over distinct masked bases, in bits) and the share
    /// of masked tokens that are predicted right.
    /// </summary>
    public override IReadOnlyDictionary<string, double> Validate()
    {
        double loss = 0, right = 0, tokens = 0, bases = 0;
        foreach (var batch in _validation)
        {
            using var scope = new TensorScope();
            Tensor logits = Logits(batch);
            loss += Loss(batch, logits).ToDouble();
            right += logits.Argmax(-1).Eq(Targets(batch)).Sum().ToDouble();
            tokens += batch.Weight;
            bases += batch.MaskedBases;
        }
        return new Dictionary<string, double>
        {
            ["loss"] = loss / tokens,
            ["bits_per_base"] = loss / (bases * Math.Log(2)),
            ["accuracy"] = right / tokens,
        };
    }

    private Tensor Logits(MaskedBatch batch)
    {
        var input = TokenBatch.From(batch.Inputs, _tokenizer.Vocabulary.Specials.Padding, _model.Device);
        int width = input.Width;
        long[] positions = [.. batch.Masks.SelectMany((m, row) => m.Positions.Select(p => (long)row * width + p))];
        return _model.Forward(input, Tensor.From<long>(positions, positions.Length).To(_model.Device, DType.Int64));
    }

    private Tensor Loss(MaskedBatch batch, Tensor logits) =>
        Operators.CrossEntropyLoss(logits, Targets(batch), reduction: Reduction.Sum);

    private Tensor Targets(MaskedBatch batch)
    {
        long[] targets = [.. batch.Masks.SelectMany(m => m.Targets.Select(t => (long)t))];
        return Tensor.From<long>(targets, targets.Length).To(_model.Device, DType.Int64);
    }
}

/// <summary>Masked rows for one forward pass.</summary>
/// <param name="Masks">One row each.</param>
/// <param name="MaskedBases">
/// Distinct bases that masked tokens cover: what the loss is spread over for bits per base.
/// </param>
public sealed record MaskedBatch(IReadOnlyList<MaskedRow> Masks, long MaskedBases) : Batch(
    Masks.Count, Masks.Sum(m => (long)m.Input.Length), Masks.Sum(m => m.Positions.Length))
{
    /// <summary>What the model sees, row by row.</summary>
    public IReadOnlyList<int[]> Inputs => [.. Masks.Select(m => m.Input)];
}

/// <summary>The masked rows of each step: a pure function of the step and the run's seed.</summary>
/// <param name="sampler">Where windows come from.</param>
/// <param name="tokenizer">The model's tokenizer.</param>
/// <param name="policy">Which tokens are to be predicted.</param>
/// <param name="batchSize">Rows of one forward pass.</param>
/// <param name="accumulate">Forward passes of one step.</param>
/// <param name="windowBases">Bases of a row, at most.</param>
/// <param name="seed">The run's seed; row masks are drawn from the stream "mask" at step and row.</param>
public sealed class MaskedWindows(WindowSampler sampler, Tokenizer tokenizer, MaskingPolicy policy, int batchSize,
    int accumulate, int windowBases, ulong seed)
{
    /// <summary>Bases that a step sees, at most.</summary>
    public double BasesPerStep => (double)batchSize * accumulate * windowBases;

    /// <summary>The batches of a step. Rows of like length stand together, so that little is padded.</summary>
    public IReadOnlyList<MaskedBatch> Batches(long step)
    {
        var rows = Enumerable.Range(0, batchSize * accumulate)
            .Select(row => Mask(sampler.Window(step, row), tokenizer, policy, step, RandomStream.For(seed, "mask", step, row)))
            .OrderBy(row => row.Row.Input.Length);
        return [.. rows.Chunk(batchSize).Select(Batch)];
    }

    /// <summary>Held-out windows, masked once and for all, so that validations can be compared.</summary>
    /// <param name="corpus">Where the windows lie.</param>
    /// <param name="windows">Which they are.</param>
    /// <param name="tokenizer">The model's tokenizer.</param>
    /// <param name="policy">Which tokens are to be predicted.</param>
    /// <param name="batchSize">Rows of one forward pass.</param>
    /// <param name="seed">Masks are drawn from the stream "validation mask" at the window's number.</param>
    public static IReadOnlyList<MaskedBatch> ForValidation(Corpus corpus, IReadOnlyList<CorpusRegion> windows,
        Tokenizer tokenizer, MaskingPolicy policy, int batchSize, ulong seed)
    {
        var rows = windows
            .Select((window, i) => Mask(corpus.Read(window), tokenizer, policy, 0, RandomStream.For(seed, "validation mask", i)))
            .Where(row => row.Row.Positions.Length > 0)
            .OrderBy(row => row.Row.Input.Length);
        return [.. rows.Chunk(batchSize).Select(Batch)];
    }

    private static MaskedBatch Batch((MaskedRow Row, long Bases)[] rows) =>
        new([.. rows.Select(r => r.Row)], rows.Sum(r => r.Bases));

    private static (MaskedRow Row, long Bases) Mask(byte[] bases, Tokenizer tokenizer, MaskingPolicy policy, long step,
        RandomStream draws)
    {
        var spans = new List<TokenSpan>();
        int[] ids = tokenizer.Frame(bases, spans);
        var row = policy.Apply(ids, tokenizer.Vocabulary, step, draws);

        // The union of the masked spans: overlapping tokens share bases, and a base is predicted once.
        long covered = 0;
        int reached = 0;
        foreach (int position in row.Positions)
        {
            var span = spans[position - 1];     // [CLS] stands before the content
            covered += Math.Max(0, span.End - Math.Max(span.Start, reached));
            reached = Math.Max(reached, span.End);
        }
        return (row, covered);
    }
}
