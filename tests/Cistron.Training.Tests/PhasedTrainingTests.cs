using Cistron.Torch;
using Cistron.Torch.Modules;
using Cistron.Training.Optimization;
using Cistron.Training.Recipes;
using Cistron.Training.Tests.Examples;

namespace Cistron.Training.Tests;

/// <summary>Freezing, thawing and rates that differ between layers, in the trainer.</summary>
public sealed class PhasedTrainingTests : IDisposable
{
    private static readonly TrainingRecipe Plain = new()
    {
        LearningRate = 0.1, WarmupSteps = 0, Schedule = Schedule.Constant, ClipNorm = 1e6, WeightDecay = 0,
    };

    private static readonly PhaseRecipe Head = new() { Steps = 3, Train = "head" };
    private static readonly PhaseRecipe LastTwo = new() { Steps = 2, Train = "last 2 groups" };
    private static readonly PhaseRecipe All = new() { Steps = 4, LearningRate = 0.01 };

    private readonly TensorScope _scope = new();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Frozen_layers_keep_their_bits_and_have_no_gradients()
    {
        var objective = MotifTask.Objective(TinyRecipes.Model with { Layers = 2 }, rows: 16, batchSize: 8);
        var model = objective.Model;
        var trainer = new Trainer(objective, Plain with { Phases = [Head, LastTwo, All], AverageDecay = 0.9 }, seed: 1);
        var before = Snapshot(trainer);

        string[][] moved = [.. trainer.Run().Select(_ =>
        {
            var after = Snapshot(trainer);
            string[] graded = Groups(p => p.Value.Grad is not null), changed = Groups(p => Differ(before, after, p));
            Assert.Equal(graded, changed);
            before = after;
            return changed;
        })];

        string[][] expected =
        [
            .. Enumerable.Repeat<string[]>(["head"], 3),
            .. Enumerable.Repeat<string[]>(["layer 2", "head"], 2),
            .. Enumerable.Repeat<string[]>(["embeddings", "layer 1", "layer 2", "head"], 4),
        ];
        Assert.Equal(expected, moved);

        string[] Groups(Func<Parameter, bool> isSo) =>
            [.. model.LayerGroups.Where(group => group.Parameters.Any(isSo)).Select(group => group.Name)];

        bool Differ(Dictionary<string, float[]> a, Dictionary<string, float[]> b, Parameter parameter)
        {
            string name = model.Parameters().Single(p => p.Value == parameter).Key;
            // Weights and averages move together or not at all.
            bool weights = !a[name].SequenceEqual(b[name]);
            Assert.Equal(weights, !a[$"average.{name}"].SequenceEqual(b[$"average.{name}"]));
            return weights;
        }
    }

    [Fact]
    public void A_layer_that_is_frozen_again_stays_while_its_average_follows()
    {
        var recipe = Plain with { AverageDecay = 0.5, Phases = [new() { Steps = 2 }, new() { Steps = 30, Train = "head" }] };
        var trainer = new Trainer(new ScriptedObjective([[3], [4]]), recipe, seed: 1);

        float[] lower = [.. trainer.Run().Select(_ => WeightValues.Of(trainer.Model)["w"][0])];

        Assert.True(lower[1] < lower[0]);
        Assert.All(lower[1..], weight => Assert.Equal(lower[1], weight));
        Assert.Equal(lower[1], WeightValues.Of(trainer.Average!.State())["average.w"][0], 1e-5);
    }

    [Fact]
    public void Every_layer_is_updated_with_its_own_rate()
    {
        var recipe = Plain with { LearningRate = 0.26, LearningRateRatio = 2.6, Steps = 1 };
        var trainer = new Trainer(new ScriptedObjective([[3], [-4], [5]]), recipe, seed: 1);

        Assert.Single(trainer.Run());

        // The first update of Adam is the rate itself, against the sign of the gradient; float32 rounds the sixth digit.
        var weights = WeightValues.Of(trainer.Model);
        Assert.Equal(3 - 0.26 / 6.76, weights["w"][0], 1e-5);
        Assert.Equal(-4 + 0.1, weights["w2"][0], 1e-5);
        Assert.Equal(5 - 0.26, weights["w3"][0], 1e-5);
    }

    [Fact]
    public void Weight_decay_goes_with_the_rate_of_the_layer()
    {
        var recipe = Plain with
        {
            LearningRateRatio = 10, WeightDecay = 0.5, WeightDecayScope = DecayScope.All, Epsilon = 1, Steps = 1,
        };
        var trainer = new Trainer(new ScriptedObjective([[1], [1]], factor: 0), recipe, seed: 1);

        Assert.Single(trainer.Run());

        // Without a gradient decay is all that happens: 1 - rate · decay.
        var weights = WeightValues.Of(trainer.Model);
        Assert.Equal(1 - 0.01 * 0.5, weights["w"][0], 1e-7);
        Assert.Equal(1 - 0.1 * 0.5, weights["w2"][0], 1e-7);
    }

    [Fact]
    public void The_momentum_of_the_cycle_reaches_the_optimizer()
    {
        var recipe = Plain with { Schedule = Schedule.OneCycle, WarmupSteps = null, LearningRate = 1e-9, Steps = 10 };
        var trainer = new Trainer(new ScriptedObjective([0.5f]), recipe, seed: 1);

        double[] means = [.. trainer.Run().Select(_ => (double)WeightValues.Of(trainer.Optimizer.State())["exp_avg.w"][0])];

        // The gradient is 2 w = 1 all the time.
        double expected = 0;
        var cycle = new OneCycleSchedule(1, 10);
        for (int step = 0; step < 10; step++)
        {
            double beta1 = cycle.Beta1At(step)!.Value;
            expected = beta1 * expected + (1 - beta1);
            Assert.Equal(expected, means[step], 1e-6);
        }
    }

    [Fact]
    public void A_phase_begins_with_a_new_optimizer()
    {
        var recipe = Plain with { Phases = [new() { Steps = 3 }, new() { Steps = 2 }] };
        var two = new Trainer(new ScriptedObjective([3, 4]), recipe, seed: 1);
        var weights = new List<float[]>();
        foreach (var _ in two.Run())
            weights.Add(WeightValues.Of(two.Model)["w"]);

        var second = new Trainer(new ScriptedObjective(weights[2]), Plain with { Steps = 2 }, seed: 1);
        Assert.Equal(2, second.Run().Count());

        Assert.Equal(WeightValues.Of(second.Model)["w"], weights[4]);
        Assert.Equal(WeightValues.Of(second.Optimizer.State()), WeightValues.Of(two.Optimizer.State()));
    }

    [Fact]
    public void The_end_of_every_phase_is_validated()
    {
        var objective = new ScriptedObjective([1], 1, 0.1, 0.2, 0.3, 0.4, 0.5);
        var recipe = Plain with { ValidateEvery = 4, Phases = [new() { Steps = 3 }, new() { Steps = 2 }, new() { Steps = 4 }] };

        var validated = new Trainer(objective, recipe, seed: 1).Run().Where(report => report.Validation is not null);

        Assert.Equal([3L, 4, 5, 8, 9], validated.Select(report => report.State.Step));
    }

    [Fact]
    public void Patience_ends_the_last_phase_and_no_other()
    {
        double[] falling = [.. Enumerable.Range(0, 40).Select(i => 1 - i / 100.0)];
        var recipe = Plain with { ValidateEvery = 1, Patience = 3, Phases = [new() { Steps = 10 }, new() { Steps = 30 }] };
        var trainer = new Trainer(new ScriptedObjective([1], 1, falling), recipe, seed: 1);

        Assert.Equal(13, trainer.Run().Count());
        Assert.Equal(1, trainer.State.BestStep);
    }

    [Fact]
    public void A_frozen_backbone_needs_no_moments()
    {
        var objective = MotifTask.Objective(TinyRecipes.Model, rows: 16, batchSize: 8);

        var trainer = new Trainer(objective, Plain with { Train = "head", Steps = 1 }, seed: 1);

        Assert.All(trainer.Optimizer.State(), s => Assert.Contains(".classifier.", s.Key, StringComparison.Ordinal));
    }

    private static Dictionary<string, float[]> Snapshot(Trainer trainer) =>
        WeightValues.Of(trainer.Model).Concat(WeightValues.Of(trainer.Average!.State())).ToDictionary();
}
