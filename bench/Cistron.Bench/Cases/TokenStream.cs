using Cistron.Models;
using Cistron.Models.AwdLstm;
using Cistron.Torch;
using Cistron.Training;
using Cistron.Training.Objectives;

namespace Cistron.Bench.Cases;

/// <summary>
/// Next-token prediction on rows of ready ids, in windows of one length, so that a program that knows no sequences can see
/// the same. The loss is that of <see cref="CausalLanguageObjective"/>, with its default penalties.
/// </summary>
/// <param name="model">The model.</param>
/// <param name="tokens">Rows of as many ids, read from the start again when they end; the state is carried on.</param>
internal sealed class TokenStream(AwdLstmLanguageModel model, IReadOnlyList<int[]> tokens) : Objective
{
    /// <summary>Tokens of a window.</summary>
    public const int WindowTokens = 70;

    private AwdLstmState? _state;

    public override Model Model => model;

    public override string SelectionMetric => "loss";

    public override bool HigherIsBetter => false;

    public override double StepsPerEpoch => (tokens[0].Length - 1) / WindowTokens;

    public override IReadOnlyList<Batch> Batches(long step) =>
        [new Window(tokens.Count, (int)(step % (long)StepsPerEpoch) * WindowTokens)];

    public override BatchLoss Loss(Batch batch)
    {
        int start = ((Window)batch).Start;
        TokenBatch read = From(start), next = From(start + 1);
        var (logits, output) = model.Forward(read, _state ?? model.Backbone.ZeroState(batch.Rows));
        _state?.Dispose();
        _state = output.State.Detach().LeaveScope();
        Tensor loss = Operators.TokenLosses(logits.Reshape([-1, logits.Size(2)]), next.Ids.Reshape([-1])).Mean();
        return new BatchLoss(loss * batch.Weight, output.Penalty(2, 1) * batch.Weight);
    }

    public override IReadOnlyDictionary<string, double> Validate() => new Dictionary<string, double>();

    private TokenBatch From(int start) =>
        TokenBatch.From([.. tokens.Select(row => row[start..(start + WindowTokens)])], paddingId: 0, Device.Cpu);

    private sealed record Window(int Rows, int Start) : Batch(Rows, Rows * WindowTokens, Rows * WindowTokens);
}
