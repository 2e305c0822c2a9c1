using Cistron.Runs.Folders;
using Cistron.Runs.Recipes;
using Cistron.Torch;
using Cistron.Training.Checkpoints;
using Cistron.Training.Optimization;
using Cistron.Training.Recipes;
using Cistron.Training.Tests.Examples;

namespace Cistron.Training.Tests;

/// <summary>What float16 needs of the trainer, tried in float32.</summary>
public sealed class LossScalingTests : IDisposable
{
    private static readonly TrainingRecipe Plain = new()
    {
        LearningRate = 0.1, WarmupSteps = 0, Schedule = Schedule.Constant, WeightDecay = 0, AverageDecay = 0.9, Steps = 4,
    };

    private readonly TemporaryFolder _temporary = new();
    private readonly TensorScope _scope = new();

    public void Dispose()
    {
        _scope.Dispose();
        _temporary.Dispose();
    }

    [Fact]
    public void Scaling_by_a_power_of_two_changes_no_bit_of_a_run()
    {
        Trainer NewTrainer() => new(MotifTask.Objective(TinyRecipes.Model, rows: 32, batchSize: 4, accumulate: 2),
            TinyRecipes.Training(steps: 12), seed: 1);
        var (plain, scaled) = (NewTrainer(), Scaled(NewTrainer(), new LossScale { Updates = 995 }));

        var expected = plain.Run().Select(r => (r.Loss, r.GradientNorm, r.LearningRate)).ToArray();
        var actual = scaled.Run().Select(r => (r.Loss, r.GradientNorm, r.LearningRate)).ToArray();

        Assert.Equal(expected, actual);
        Assert.Equal(WeightValues.Of(plain.Model), WeightValues.Of(scaled.Model));
        Assert.Equal(WeightValues.Of(plain.Optimizer.State()), WeightValues.Of(scaled.Optimizer.State()));
        Assert.Equal(new LossScale { Value = 1 << 17, Updates = 7 }, scaled.State.LossScale);
    }

    [Fact]
    public void An_overflow_skips_the_update_and_halves_the_scale()
    {
        var trainer = Overflowing();
        var before = Everything(trainer);

        using var steps = trainer.Run().GetEnumerator();
        steps.MoveNext();
        var (skipped, after) = (steps.Current, Everything(trainer));
        steps.MoveNext();
        var made = steps.Current;

        Assert.True(skipped.IsSkipped);
        Assert.Equal(before, after);
        Assert.Equal((1, 1, Math.ScaleB(1, 109)), (skipped.State.Step, skipped.State.Tokens, skipped.State.LossScale!.Value));
        Assert.False(made.IsSkipped);
        Assert.Equal(new LossScale { Value = Math.ScaleB(1, 109), Updates = 1 }, made.State.LossScale);
        Assert.Equal(2 * 0.1 * Factor, made.GradientNorm, 1);
        Assert.NotEqual(after["w"], Everything(trainer)["w"]);
    }

    [Fact]
    public void A_run_that_is_resumed_after_an_overflow_goes_on_with_the_scale_that_it_had()
    {
        var whole = Overflowing();
        Assert.Equal(4, whole.Run().Count());
        var first = Overflowing();
        Assert.True(first.Run().First().IsSkipped);
        Checkpoint.Save(first, _temporary.Path);

        var second = Overflowing();
        Checkpoint.Load(second, _temporary.Path);
        Assert.Equal([false, false, false], second.Run().Select(r => r.IsSkipped));

        Assert.Equal(Everything(whole), Everything(second));
        Assert.Equal(whole.State with { Seconds = 0 }, second.State with { Seconds = 0 });
    }

    [Fact]
    public void What_is_not_finite_without_any_scale_ends_training()
    {
        var objective = new ScriptedObjective([3, 4], factor: double.PositiveInfinity);
        var trainer = Scaled(new Trainer(objective, Plain, seed: 1), new LossScale { Value = 4 });

        Fault.Of<DivergenceException>(() => Assert.NotEmpty(trainer.Run().ToArray()), "at step 3");

        Assert.Equal([3, 4], WeightValues.Of(objective.Model)["w"]);
    }

    [Fact]
    public void The_scale_of_each_step_is_logged()
    {
        var trainer = Overflowing();
        using var folder = RunFolder.OpenOrCreate(_temporary["run"], ResolvedRecipe.Of(new PretrainRecipe { Run = "run" }), new { });

        TrainingSession.Run(trainer, Plain, folder, new RecordingLog(), default);

        Assert.All(MetricsLog.Read(folder.Paths.Metrics),
            row => Assert.Equal(Math.ScaleB(1, 109), row.Values["loss_scale"]));
    }

    [Fact]
    public void Fp16_is_refused_on_the_processor_with_a_sentence()
    {
        Fault.Of<RecipeException>(
            () => _ = new Trainer(new ScriptedObjective([1]), Plain with { Precision = Precision.Fp16 }, seed: 1),
            "training.precision", "fp16 needs a CUDA device", "on cpu", "give bf16 or fp32");
    }

    [CudaFact]
    public void In_fp16_on_cuda_a_tiny_model_learns_to_find_a_motif()
    {
        var objective = MotifTask.Objective(TinyRecipes.Model, rows: 128, batchSize: 16);
        objective.Model.MoveTo(Device.Cuda());
        var recipe = new TrainingRecipe { LearningRate = 5e-3, ValidateEvery = 64, Precision = Precision.Fp16, Steps = 128 };
        var trainer = new Trainer(objective, recipe, seed: 1);

        var last = trainer.Run().Last();

        Assert.InRange(last.Validation!["accuracy"], 0.9, 1);
        Assert.InRange(trainer.State.LossScale!.Value, 2, 1 << 16);
    }

    // With the scale 2¹¹⁰ the gradient 2 w · 1.5 · 2¹⁸ passes through 1.5 · 2¹²⁸, beyond float32; with 2¹⁰⁹ it does not.
    private const double Factor = 1.5 * (1 << 18);

    private Trainer Overflowing() => Scaled(
        new Trainer(new ScriptedObjective([0.1f], Factor), Plain, seed: 1), new LossScale { Value = Math.ScaleB(1, 110) });

    private static Dictionary<string, float[]> Everything(Trainer trainer) => WeightValues.Of(trainer.Model)
        .Concat(WeightValues.Of(trainer.Optimizer.State())).Concat(WeightValues.Of(trainer.Average!.State())).ToDictionary();

    /// <summary>Gives a trainer a scale by way of a checkpoint: in float32 it would have none.</summary>
    private Trainer Scaled(Trainer trainer, LossScale scale)
    {
        string folder = Directory.CreateDirectory(_temporary["scaled"]).FullName;
        Checkpoint.Save(trainer, folder);
        string state = Path.Combine(folder, "state.json");
        File.WriteAllText(state, File.ReadAllText(state).Replace("\"loss_scale\": null",
            $$"""
            "loss_scale": { "value": {{scale.Value:R}}, "updates": {{scale.Updates}} }
            """, StringComparison.Ordinal));
        Checkpoint.Load(trainer, folder);
        Assert.Equal(scale, trainer.State.LossScale);
        return trainer;
    }
}
