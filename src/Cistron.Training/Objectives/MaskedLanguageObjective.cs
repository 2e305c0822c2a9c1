using Cistron.Models;
using Cistron.Sequences.Tokenizers;
using Cistron.Torch;
using Cistron.Training.Masking;

namespace Cistron.Training.Objectives;

/// <summary>Masked language modelling (Devlin et al. 2019) on windows of a corpus.</summary>
public sealed class MaskedLanguageObjective : Objective
{
    private readonly MaskedLanguageModel _model;
    private readonly Tokenizer _tokenizer;
    private readonly Func<long, IReadOnlyList<Batch>> _batches;
    private readonly IReadOnlyList<MaskedBatch> _validation;

    /// <summary>An objective over a corpus that stays open as long as it is used.</summary>
    /// <param name="model">On its device.</param>
    /// <param name="tokenizer">The model's tokenizer.</param>
    /// <param name="windows">The rows of each step.</param>
    /// <param name="validation">Held-out rows, masked once and for all.</param>
    /// <param name="trainingBases">Bases that windows are drawn from: what an epoch is.</param>
    public MaskedLanguageObjective(MaskedLanguageModel model, Tokenizer tokenizer, MaskedWindows windows,
        IReadOnlyList<MaskedBatch> validation, long trainingBases)
        : this(model, tokenizer, windows.Batches, trainingBases / windows.BasesPerStep, validation)
    {
    }

    /// <summary>An objective whose batches come from elsewhere.</summary>
    internal MaskedLanguageObjective(MaskedLanguageModel model, Tokenizer tokenizer, Func<long, IReadOnlyList<Batch>> batches,
        double stepsPerEpoch, IReadOnlyList<MaskedBatch> validation)
    {
        (_model, _tokenizer, _batches, _validation, StepsPerEpoch) = (model, tokenizer, batches, validation, stepsPerEpoch);
    }

    /// <inheritdoc />
    public override Model Model => _model;

    /// <inheritdoc />
    public override string SelectionMetric => "loss";

    /// <inheritdoc />
    public override bool HigherIsBetter => false;

    /// <inheritdoc />
    public override double StepsPerEpoch { get; }

    /// <inheritdoc />
    public override IReadOnlyList<Batch> Batches(long step) => _batches(step);

    /// <inheritdoc />
    public override BatchLoss Loss(Batch batch) => Answers((MaskedBatch)batch).Loss();

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
            var answers = Answers(batch);
            loss += answers.Loss().ToDouble();
            right += answers.Right().Sum().ToDouble();
            tokens += batch.Weight;
            bases += batch.Hidden.Predicted;
        }
        return new Dictionary<string, double>
        {
            ["loss"] = loss / tokens,
            ["bits_per_base"] = loss / (bases * Math.Log(2)),
            ["accuracy"] = right / tokens,
        };
    }

    /// <summary>
    /// What the masks of a step came to: the share of tokens to predict, of bases that nothing shows, and the least loss that
    /// uniform bases would allow (<see cref="HiddenBases.Floor"/>), in nats per token to predict.
    /// </summary>
    public override IReadOnlyDictionary<string, double> Describe(IReadOnlyList<Batch> batches)
    {
        double targets = batches.Sum(batch => batch.Weight);
        var hidden = batches.Cast<MaskedBatch>().Aggregate(default(HiddenBases), (sum, batch) => sum + batch.Hidden);
        return new Dictionary<string, double>
        {
            ["masked_share"] = targets / Math.Max(1, hidden.Tokens),
            ["unknown_share"] = (double)hidden.Unknown / Math.Max(1, hidden.Bases),
            ["loss_floor"] = hidden.Floor / Math.Max(1, targets),
        };
    }

    private MaskedAnswers Answers(MaskedBatch batch) => MaskedAnswers.Of(_model, _tokenizer, batch);
}
