using Cistron.Models.AwdLstm;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Corpora;
using Cistron.Sequences.Tokenizers;
using Cistron.Torch;
using Cistron.Torch.Autograd;
using Cistron.Training.Objectives;
using Cistron.Training.Tests.Examples;

namespace Cistron.Training.Tests.Objectives;

public sealed class CausalLanguageObjectiveTests : IDisposable
{
    private static readonly KmerTokenizer TwoMers = new(2, 1, Tail.Drop, Alphabet.Dna);

    private readonly TinyCorpus _corpus = new(SyntheticSequences.Fasta(records: 20, length: 41), 0.3);
    private readonly TensorScope _scope = new();

    public void Dispose()
    {
        _scope.Dispose();
        _corpus.Dispose();
    }

    [Fact]
    public void A_model_that_finds_all_tokens_equally_likely_has_the_bits_of_a_token_spread_over_its_new_bases()
    {
        var objective = Objective(windowTokens: 9);
        using (new NoGrad())
            foreach (var (_, parameter) in objective.Model.Parameters())
                parameter.Value.ZeroInPlace();

        var metrics = objective.Validate();

        // Logits are equal for all entries of the vocabulary, the special ones too; 41 bases have 40 2-mers.
        double nats = Math.Log(TwoMers.Vocabulary.Count);
        Assert.Equal(nats, metrics["loss"], 1e-5);
        Assert.Equal(40 * nats / (41 * Math.Log(2)), metrics["bits_per_base"], 1e-5);
    }

    [Fact]
    public void Windows_with_the_state_carried_on_have_the_loss_of_the_whole_row()
    {
        double whole = Losses(Objective(windowTokens: 1000), steps: 1).Sum();
        double[] windows = Losses(Objective(windowTokens: 9), steps: 5);

        Assert.Equal(whole, windows.Sum(), 1e-3);
        Assert.All(windows, loss => Assert.True(loss > 0));
    }

    [Fact]
    public void Validation_does_not_disturb_the_state_that_training_carries()
    {
        double[] undisturbed = Losses(Objective(windowTokens: 9), steps: 5);
        double[] validated = Losses(Objective(windowTokens: 9), steps: 5, between: objective => objective.Validate());

        Assert.Equal(undisturbed, validated);
    }

    [Fact]
    public void What_is_carried_goes_on_in_another_objective()
    {
        var first = Objective(windowTokens: 9);
        double[] losses = Losses(first, steps: 5);
        var second = Objective(windowTokens: 9);
        Losses(second, steps: 3);

        var third = Objective(windowTokens: 9);
        third.Carry(second.Carried.ToDictionary());

        Assert.Equal(losses[3], third.Loss(third.Batches(3)[0]).Targets.ToDouble());
        Assert.Equal(losses[4], third.Loss(third.Batches(4)[0]).Targets.ToDouble());
    }

    [Fact]
    public void A_window_without_the_state_before_it_is_refused()
    {
        var objective = Objective(windowTokens: 9);

        Fault.Of<TrainingException>(() => objective.Loss(objective.Batches(1)[0]), "state", "resume");
    }

    [Fact]
    public void A_rows_loss_does_not_depend_on_the_rows_beside_it()
    {
        var objective = Objective(windowTokens: 1000);
        CausalRow[] rows =
        [
            CausalWindows.Row(TwoMers, "ACGTTGCAACGT"u8), CausalWindows.Row(TwoMers, "AC"u8), CausalWindows.Row(TwoMers, "GGGTTACN"u8),
        ];

        double alone = rows.Sum(row => Loss(row));

        Assert.Equal(alone, Loss(rows), 1e-4);

        double Loss(params CausalRow[] batch) =>
            objective.Loss(new CausalBatch(batch, new CausalWindow(0, batch.Max(row => row.Input.Length)), 0)).Targets.ToDouble();
    }

    [Fact]
    public void Penalties_are_added_in_training_and_counted_apart()
    {
        var objective = Objective(windowTokens: 9, new OutputPenalties(2, 1));
        var batch = (CausalBatch)objective.Batches(0)[0];

        var loss = objective.Loss(batch);

        objective.Model.SetTraining(false);
        var model = (AwdLstmLanguageModel)objective.Model;
        var tokens = Cistron.Models.TokenBatch.From([.. batch.Pieces.Select(piece => piece.Input)], 0, Device.Cpu).Slice(0, 9);
        var output = model.Backbone.Forward(tokens, model.Backbone.ZeroState(batch.Pieces.Count));
        double expected = output.Penalty(2, 1).ToDouble() * batch.Weight;
        Assert.Equal(expected, loss.Penalty!.ToDouble(), 1e-5 * expected);
    }

    private static double[] Losses(CausalLanguageObjective objective, int steps, Action<CausalLanguageObjective>? between = null) =>
    [
        .. Enumerable.Range(0, steps).Select(step =>
        {
            double loss = objective.Batches(step).Sum(batch => objective.Loss(batch).Targets.ToDouble());
            between?.Invoke(objective);
            return loss;
        }),
    ];

    private CausalLanguageObjective Objective(int windowTokens, OutputPenalties? penalties = null) =>
        _corpus.CausalObjective(TwoMers, new CausalReading(41, StrandSampling.Forward, windowTokens, false),
            penalties ?? new OutputPenalties(0, 0));
}
