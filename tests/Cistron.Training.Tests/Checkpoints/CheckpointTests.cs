using Cistron.Torch;
using Cistron.Training.Checkpoints;
using Cistron.Training.Recipes;
using Cistron.Training.Tests.Examples;

namespace Cistron.Training.Tests.Checkpoints;

public sealed class CheckpointTests : IDisposable
{
    private static readonly TrainingRecipe Recipe = new() { AverageDecay = 0.9 };

    private readonly TemporaryFolder _temporary = new();
    private readonly TensorScope _scope = new();

    public void Dispose()
    {
        _scope.Dispose();
        _temporary.Dispose();
    }

    [Fact]
    public void A_trainer_is_restored_with_weights_moments_averages_and_progress()
    {
        var saved = Saved(steps: 3);

        var loaded = NewTrainer([0, 0]);
        Checkpoint.Load(loaded, _temporary.Path);

        Assert.Equal(WeightValues.Of(saved.Model), WeightValues.Of(loaded.Model));
        Assert.Equal(WeightValues.Of(saved.Optimizer.State()), WeightValues.Of(loaded.Optimizer.State()));
        Assert.Equal(WeightValues.Of(saved.Average!.State()), WeightValues.Of(loaded.Average!.State()));
        Assert.Equal(saved.State, loaded.State);
    }

    [Fact]
    public void The_averages_are_what_is_released()
    {
        var saved = Saved(steps: 3);

        var loaded = NewTrainer([0, 0]);
        Checkpoint.LoadReleased(loaded, _temporary.Path);

        Assert.Equal(WeightValues.Of(saved.Average!.State())["average.w"], WeightValues.Of(loaded.Model)["w"]);
    }

    [Theory]
    [InlineData("weights.safetensors")]
    [InlineData("optimizer.safetensors")]
    public void A_cut_or_missing_weight_file_is_told_in_a_sentence(string name)
    {
        Saved(steps: 1);
        string file = _temporary[name];

        void Load() => Checkpoint.Load(NewTrainer([0, 0]), _temporary.Path);

        File.WriteAllBytes(file, File.ReadAllBytes(file)[..^5]);
        Fault.Of<TrainingException>(Load, file, "resume from an older checkpoint");

        File.WriteAllText(file, "");
        Fault.Of<TrainingException>(Load, file, "resume from an older checkpoint");

        File.Delete(file);
        Fault.Of<TrainingException>(Load, file, "resume from an older checkpoint");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"step\": 1")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData(null)]
    public void A_damaged_or_missing_state_is_told_in_a_sentence(string? state)
    {
        Saved(steps: 1);
        File.Delete(_temporary["state.json"]);
        if (state is not null)
            _temporary.Write("state.json", state);

        Fault.Of<TrainingException>(() => Checkpoint.Load(NewTrainer([0, 0]), _temporary.Path),
            _temporary["state.json"], "resume from an older checkpoint");
    }

    [Fact]
    public void The_checkpoint_of_another_model_is_told_in_a_sentence()
    {
        Saved(steps: 1);

        Fault.Of<TrainingException>(() => Checkpoint.Load(NewTrainer([0, 0, 0]), _temporary.Path),
            _temporary["weights.safetensors"], "'w'", "another model");
    }

    private Trainer Saved(int steps)
    {
        var trainer = NewTrainer([3, 4], steps);
        Assert.Equal(steps, trainer.Run().Count());
        Checkpoint.Save(trainer, _temporary.Path);
        return trainer;
    }

    private static Trainer NewTrainer(float[] weights, long steps = 10) =>
        new(new ScriptedObjective(weights, 1, 0.5, 0.7, 0.6), Recipe with { ValidateEvery = 1, Steps = steps }, seed: 1);
}
