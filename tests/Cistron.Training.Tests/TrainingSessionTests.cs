using Cistron.Runs.Folders;
using Cistron.Runs.Recipes;
using Cistron.Torch;
using Cistron.Training.Optimization;
using Cistron.Training.Recipes;
using Cistron.Training.Tests.Examples;

namespace Cistron.Training.Tests;

public sealed class TrainingSessionTests : IDisposable
{
    private static readonly TrainingRecipe Recipe = new()
    {
        WarmupSteps = 0, Schedule = Schedule.Constant, LearningRate = 0.1, ValidateEvery = 1, WeightDecay = 0,
    };

    private readonly TemporaryFolder _temporary = new();
    private readonly TensorScope _scope = new();

    public void Dispose()
    {
        _scope.Dispose();
        _temporary.Dispose();
    }

    [Fact]
    public void After_early_stopping_the_weights_of_the_best_validation_are_released()
    {
        var recipe = Recipe with { Patience = 2 };
        var trainer = new Trainer(new ScriptedObjective([3], 1, 0.1, 0.5, 0.3, 0.2), recipe with { Steps = 50 }, seed: 1);
        var weights = new List<float>();
        var log = new RecordingLog(_ => weights.Add(Weight(trainer)));

        Assert.True(Run(trainer, recipe, log));

        Assert.Equal(4, weights.Count);
        Assert.Equal(weights[1], Weight(trainer));
        Assert.Equal("the weights of step 2 are released, the best on validation", log.Notes[^1]);
    }

    [Fact]
    public void Progress_after_a_run_is_that_of_its_last_step_and_not_of_the_released_one()
    {
        var trainer = new Trainer(new ScriptedObjective([3], 1, 0.1, 0.5, 0.3, 0.2), Recipe with { Steps = 4 }, seed: 1);

        Run(trainer, Recipe, new RecordingLog());

        Assert.Equal((4, 4, 2), (trainer.State.Step, trainer.State.Tokens, trainer.State.BestStep));
    }

    [Fact]
    public void Without_validation_data_the_last_weights_are_released()
    {
        var trainer = new Trainer(new ScriptedObjective([3]), Recipe with { Steps = 3 }, seed: 1);
        float last = 0;

        Run(trainer, Recipe, new RecordingLog(_ => last = Weight(trainer)));

        Assert.Equal(last, Weight(trainer));
    }

    [Fact]
    public void When_no_validation_gave_a_number_the_last_weights_are_released()
    {
        var objective = new ScriptedObjective([3], 1, double.NaN, double.NaN, double.NaN);
        var trainer = new Trainer(objective, Recipe with { Steps = 3 }, seed: 1);
        float last = 0;

        Run(trainer, Recipe, new RecordingLog(_ => last = Weight(trainer)));

        Assert.Equal(last, Weight(trainer));
    }

    [Fact]
    public void With_a_moving_average_it_is_the_average_that_is_released()
    {
        var recipe = Recipe with { AverageDecay = 0.9 };
        var trainer = new Trainer(new ScriptedObjective([3], 1, 0.1, 0.5, 0.3), recipe with { Steps = 3 }, seed: 1);
        var averages = new List<float>();

        var log = new RecordingLog(_ => averages.Add(WeightValues.Of(trainer.Average!.State())["average.w"][0]));

        Run(trainer, recipe, log);

        Assert.Equal(averages[1], Weight(trainer));
    }

    [Fact]
    public void Only_the_newest_and_the_best_checkpoint_are_kept()
    {
        var trainer = new Trainer(new ScriptedObjective([3], 1, 0.1, 0.5, 0.3, 0.2, 0.2), Recipe with { Steps = 5 }, seed: 1);
        using var folder = Open();

        TrainingSession.Run(trainer, Recipe, folder, new RecordingLog(), default);

        Assert.Equal([2L, 5], folder.Checkpoints.Complete.Select(c => c.Step));
    }

    [Fact]
    public void A_stop_ends_after_the_present_step_with_a_checkpoint_of_it()
    {
        var recipe = Recipe with { CheckpointEvery = 100, ValidateEvery = 100 };
        var trainer = new Trainer(new ScriptedObjective([3]), recipe with { Steps = 50 }, seed: 1);
        using var stop = new CancellationTokenSource();
        using var folder = Open();

        bool finished = TrainingSession.Run(trainer, recipe, folder,
            new RecordingLog(report => { if (report.State.Step == 7) stop.Cancel(); }), stop.Token);

        Assert.False(finished);
        Assert.Equal([7L], folder.Checkpoints.Complete.Select(c => c.Step));
        Assert.Equal(7, MetricsLog.Read(folder.Paths.Metrics).Last().Step);
    }

    [Fact]
    public void Every_step_is_a_line_of_metrics_and_validations_stand_in_theirs()
    {
        var recipe = Recipe with { ValidateEvery = 2 };
        var trainer = new Trainer(new ScriptedObjective([3, 4], 1, 0.25), recipe with { Steps = 3 }, seed: 1);
        using var folder = Open();

        TrainingSession.Run(trainer, recipe, folder, new RecordingLog(), default);

        var rows = MetricsLog.Read(folder.Paths.Metrics).ToArray();
        Assert.Equal([1L, 2, 3], rows.Select(r => r.Step));
        Assert.Equal(["loss", "learning_rate", "gradient_norm"], rows[0].Values.Keys);
        Assert.Equal([25, 0.1, 10], rows[0].Values.Values);
        Assert.Equal(0.25, rows[1].Values["validation_score"]);
    }

    [Fact]
    public void A_run_that_was_finished_but_not_judged_goes_on_to_the_same_release()
    {
        Trainer NewTrainer(params double[] scores) =>
            new(new ScriptedObjective([3], 1, scores), Recipe with { Steps = 4 }, seed: 1);
        var first = NewTrainer(0.1, 0.5, 0.3, 0.2);
        Run(first, Recipe, new RecordingLog());
        float released = Weight(first);

        var second = NewTrainer();
        var log = new RecordingLog();
        Run(second, Recipe, log);

        Assert.Empty(log.Steps);
        Assert.Equal((released, 4L), (Weight(second), second.State.Step));
    }

    [Fact]
    public void A_checkpoint_that_was_to_be_released_and_is_gone_is_told_in_a_sentence()
    {
        Trainer NewTrainer() => new(new ScriptedObjective([3], 1, 0.1, 0.5, 0.3, 0.2), Recipe with { Steps = 4 }, seed: 1);
        Run(NewTrainer(), Recipe, new RecordingLog());
        Directory.Delete(Path.Combine(_temporary["run"], "checkpoints", "step-2"), recursive: true);

        Fault.Of<TrainingException>(
            () => Run(NewTrainer(), Recipe, new RecordingLog()), "lacks the checkpoint of step 2", "train anew");
    }

    private RunFolder Open() => RunFolder.OpenOrCreate(_temporary["run"], ResolvedRecipe.Of(new PretrainRecipe { Run = "run" }), new { });

    private bool Run(Trainer trainer, TrainingRecipe recipe, RecordingLog log)
    {
        using var folder = Open();
        return TrainingSession.Run(trainer, recipe, folder, log, default);
    }

    private static float Weight(Trainer trainer) => WeightValues.Of(trainer.Model)["w"][0];
}
