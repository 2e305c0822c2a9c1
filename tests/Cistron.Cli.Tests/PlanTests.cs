using System.Text.Json;
using Cistron.Cli.Verbs;
using Cistron.Training.Planning;
using Cistron.Training.Verbs;

namespace Cistron.Cli.Tests;

public sealed class PlanTests
{
    private const string Genome = "pretrain run=runs/x device=cpu data.corpus=[/nowhere/genome.fa] tokenizer.k=6 data.window_bases=515 "
        + "model.bert.preset=base training.steps=480000 training.batch_size=32 training.accumulate=16 training.precision=bf16";

    private const string Lstm = "pretrain run=runs/x device=cpu data.corpus=[/nowhere/genome.fa] tokenizer.k=4 model.awd_lstm.preset=small";

    private static readonly List<EstimateConditions> Asked = [];

    // A machine that is always the same, and as fast as this.
    private static Verb[] Verbs =>
    [
        new PretrainVerb((_, _, _) => throw new InvalidOperationException("a plan begins no run"), (recipe, conditions, log, stop) =>
        {
            Asked.Add(conditions);
            RunEstimate estimate = Estimating.Run(recipe, conditions with { Measures = false, AvailableMemory = 16L << 30, FusesAttention = true }, log, stop);
            return estimate with
            {
                Measured = new Measurement(estimate.LargestPass.WithRows(2), PassSeconds: 2.5, UpdateSeconds: 0.5, 5.8e11, 2.2e9, 2.1e9),
            };
        }),
    ];

    [Fact]
    public void A_plan_shows_operations_memory_time_and_cost() =>
        Transcript.Of($"{Genome} --plan --devices 8 --price 2.5", Verbs).Matches("plan");

    [Fact]
    public void A_plan_says_what_it_could_not_know() => Transcript.Of($"{Lstm} --plan", Verbs).Matches("plan-unknown");

    [Fact]
    public void A_plan_can_be_read_by_programs()
    {
        JsonElement plan = JsonDocument.Parse(Transcript.Of($"{Genome} --plan --json", Verbs).Output).RootElement;

        Assert.Equal(480_000, plan.GetProperty("steps").GetInt64());
        Assert.Equal("H200", plan.GetProperty("accelerators")[6].GetProperty("device").GetProperty("name").GetString());
    }

    [Fact]
    public void What_is_asked_for_reaches_the_estimate()
    {
        Transcript.Of($"{Genome} --plan --devices 3 --utilisation 0.45 --price 1.75", Verbs);

        Assert.Equal((3, 0.45, 1.75), (Asked[^1].Devices, Asked[^1].Utilisation, Asked[^1].Price));
    }

    [Theory]
    [InlineData("--devices 8", "--devices is for --plan; give both, or neither")]
    [InlineData("--plan --devices 1.5", "--devices: expected a whole number in [1, 1000000], found '1.5'")]
    [InlineData("--plan --utilisation 30", "--utilisation: expected a number in [0.001, 1], found '30'")]
    [InlineData("--plan --price cheap", "--price: expected a number in [0, 1000000000], found 'cheap'")]
    public void Wrong_options_are_told_in_one_sentence(string options, string sentence)
    {
        Transcript transcript = Transcript.Of($"{Genome} {options}", Verbs);

        Assert.Equal((ExitCode.WrongInput, $"cistron: {sentence}\n"), (transcript.Code, transcript.Errors));
    }
}
