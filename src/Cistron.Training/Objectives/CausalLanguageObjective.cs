using Cistron.Models;
using Cistron.Models.AwdLstm;
using Cistron.Torch;

namespace Cistron.Training.Objectives;

/// <summary>How an AWD-LSTM is kept from outputs that are large or that jump (Merity et al. 2018, §4.6).</summary>
/// <param name="Activation">α of <see cref="AwdLstmOutput.Penalty"/>.</param>
/// <param name="Temporal">β of <see cref="AwdLstmOutput.Penalty"/>.</param>
public sealed record OutputPenalties(double Activation, double Temporal);

/// <summary>
/// Next-token prediction with an LSTM (Merity et al. 2018; Howard and Ruder 2018, §3.1): pieces of a corpus are read window
/// by window, and the state is carried on from each to the next.
/// </summary>
public sealed class CausalLanguageObjective : Objective
{
    private readonly AwdLstmLanguageModel _model;
    private readonly Func<long, IReadOnlyList<Batch>> _batches;
    private readonly OutputPenalties _penalties;
    private readonly IReadOnlyList<IReadOnlyList<CausalRow>> _validation;
    private readonly int _windowTokens;
    private readonly int _padding;
    private readonly SortedDictionary<int, AwdLstmState> _carried = [];

    /// <summary>An objective over a corpus that stays open as long as it is used.</summary>
    /// <param name="model">On its device.</param>
    /// <param name="windows">The windows of each step.</param>
    /// <param name="penalties">What is added to the loss in training.</param>
    /// <param name="validation">Batches of held-out rows.</param>
    /// <param name="windowTokens">Tokens of held-out rows that are read at once.</param>
    /// <param name="padding">The id of the padding token.</param>
    public CausalLanguageObjective(AwdLstmLanguageModel model, CausalWindows windows, OutputPenalties penalties,
        IReadOnlyList<IReadOnlyList<CausalRow>> validation, int windowTokens, int padding)
        : this(model, windows.Batches, windows.StepsPerEpoch, penalties, validation, windowTokens, padding)
    {
    }

    /// <summary>An objective whose batches come from elsewhere.</summary>
    internal CausalLanguageObjective(AwdLstmLanguageModel model, Func<long, IReadOnlyList<Batch>> batches, double stepsPerEpoch,
        OutputPenalties penalties, IReadOnlyList<IReadOnlyList<CausalRow>> validation, int windowTokens, int padding)
    {
        (_model, _batches, StepsPerEpoch, _penalties, _validation) = (model, batches, stepsPerEpoch, penalties, validation);
        (_windowTokens, _padding) = (windowTokens, padding);
    }

    /// <inheritdoc />
    public override Model Model => _model;

    /// <inheritdoc />
    public override string SelectionMetric => "loss";

    /// <inheritdoc />
    public override bool HigherIsBetter => false;

    /// <inheritdoc />
    public override double StepsPerEpoch { get; }

    /// <summary>The state of every layer and lane, as the last windows left it.</summary>
    public override IEnumerable<KeyValuePair<string, Tensor>> Carried =>
        _carried.SelectMany(lane => lane.Value.Named($"lane.{lane.Key}.layer."));

    /// <inheritdoc />
    public override void Carry(IReadOnlyDictionary<string, Tensor> carried)
    {
        foreach (var state in _carried.Values)
            state.Dispose();
        _carried.Clear();
        var here = carried.ToDictionary(tensor => tensor.Key, tensor => tensor.Value.To(_model.Device, tensor.Value.DType));
        for (int lane = 0; here.ContainsKey($"lane.{lane}.layer.0.hidden"); lane++)
            _carried[lane] = AwdLstmState.From(here, $"lane.{lane}.layer.", _model.Backbone.Configuration.Layers).LeaveScope();
    }

    /// <inheritdoc />
    public override IReadOnlyList<Batch> Batches(long step) => _batches(step);

    /// <inheritdoc />
    public override BatchLoss Loss(Batch batch)
    {
        var read = (CausalBatch)batch;
        var before = read.Window.Start == 0 ? _model.Backbone.ZeroState(read.Pieces.Count) : StateOf(read);
        var (logits, output) = _model.Forward(Tokens(read.Pieces).Slice(read.Window.Start, read.Window.End), before);
        _carried.Remove(read.Lane, out var last);
        last?.Dispose();
        _carried[read.Lane] = output.State.Detach().LeaveScope();

        Tensor penalty = output.Penalty(_penalties.Activation, _penalties.Temporal) * batch.Weight;
        return new BatchLoss(CrossEntropy(logits, Targets(read.Pieces, read.Window)), penalty);
    }

    /// <summary>
    /// The loss in nats per token, bits per base (cross-entropy over the bases that the tokens spell, in bits) and the share
    /// of tokens that are predicted right. Held-out rows are read from their start, without penalties.
    /// </summary>
    public override IReadOnlyDictionary<string, double> Validate()
    {
        double loss = 0, right = 0, tokens = 0, bases = 0;
        foreach (var rows in _validation)
        {
            using var ofRows = new TensorScope();
            var batch = Tokens(rows);
            var state = _model.Backbone.ZeroState(rows.Count);
            for (int start = 0; start < batch.Width; start += _windowTokens)
            {
                using var ofWindow = new TensorScope();
                var window = new CausalWindow(start, Math.Min(batch.Width, start + _windowTokens));
                var (logits, output) = _model.Forward(batch.Slice(window.Start, window.End), state);
                Tensor targets = Targets(rows, window);
                loss += CrossEntropy(logits, targets).ToDouble();
                right += logits.Argmax(-1).Eq(targets).Sum().ToDouble();
                state.Dispose();
                state = output.State.LeaveScope();
            }
            state.Dispose();
            tokens += rows.Sum(row => row.TargetsWithin(new CausalWindow(0, batch.Width)));
            bases += rows.Sum(row => row.Bases);
        }
        return new Dictionary<string, double>
        {
            ["loss"] = loss / tokens,
            ["bits_per_base"] = loss / (bases * Math.Log(2)),
            ["accuracy"] = right / tokens,
        };
    }

    private AwdLstmState StateOf(CausalBatch batch) =>
        _carried.TryGetValue(batch.Lane, out var state) && state.Rows == batch.Pieces.Count
            ? state
            : throw new TrainingException("the state of the LSTM before this step is missing; train from the start of the piece, "
                + "or resume from a whole checkpoint");

    private TokenBatch Tokens(IReadOnlyList<CausalRow> rows) =>
        TokenBatch.From([.. rows.Select(row => row.Input)], _padding, _model.Device);

    /// <summary>(B, T) of a window</summary>
    private Tensor Targets(IReadOnlyList<CausalRow> rows, CausalWindow window)
    {
        int width = window.End - window.Start;
        long[] targets = new long[rows.Count * width];
        Array.Fill(targets, CausalRow.Ignored);
        for (int row = 0; row < rows.Count; row++)
            for (int t = window.Start; t < Math.Min(window.End, rows[row].Targets.Length); t++)
                targets[row * width + t - window.Start] = rows[row].Targets[t];
        return Tensor.From<long>(targets, rows.Count, width).To(_model.Device, DType.Int64);
    }

    private static Tensor CrossEntropy(Tensor logits, Tensor targets) =>
        Operators.TokenLosses(logits.Reshape([-1, logits.Size(2)]), targets.Reshape([-1])).Sum();
}
