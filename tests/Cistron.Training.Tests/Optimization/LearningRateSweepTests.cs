using Cistron.Torch;
using Cistron.Training.Optimization;
using Cistron.Training.Recipes;
using Cistron.Training.Tests.Examples;

namespace Cistron.Training.Tests.Optimization;

public sealed class LearningRateSweepTests : IDisposable
{
    private readonly TensorScope _scope = new();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void The_rate_rises_by_one_ratio_from_the_lowest_to_the_highest()
    {
        // The gradient of 0 is 0, so that nothing can explode.
        var sweep = new LearningRateSweep(new ScriptedObjective([0]), new TrainingRecipe(), seed: 1)
        {
            From = 1e-4, To = 1, Steps = 5,
        };

        double[] rates = [.. sweep.Run().Select(point => point.LearningRate)];

        Assert.Equal([1e-4, 1e-3, 1e-2, 1e-1, 1], rates, (e, a) => Math.Abs(e - a) < 1e-12);
    }

    [Fact]
    public void A_sweep_leaves_every_bit_of_the_run_around_it_as_it_was()
    {
        var recipe = TinyRecipes.Training(steps: 6) with { Train = "last 2 groups" };
        Trainer NewTrainer(out Objective objective)
        {
            objective = MotifTask.Objective(TinyRecipes.Model, rows: 32, batchSize: 4, accumulate: 2);
            return new Trainer(objective, recipe, seed: 1);
        }
        var plain = NewTrainer(out _);
        var swept = NewTrainer(out var sweptObjective);
        Assert.Equal(6, plain.Run().Count());

        foreach (var report in swept.Run())
        {
            if (report.State.Step != 3)
                continue;
            var before = WeightValues.Of(swept.Model);
            TorchRandom.Seed(77);
            float[] expected = Draws();
            TorchRandom.Seed(77);
            Assert.NotEmpty(new LearningRateSweep(sweptObjective, recipe with { Train = "all" }, seed: 1).Run().ToArray());
            Assert.Equal(expected, Draws());
            Assert.Equal(before, WeightValues.Of(swept.Model));
            Assert.All(swept.Model.Parameters(), p => Assert.Null(p.Value.Value.Grad));
        }

        Assert.Equal(WeightValues.Of(plain.Model), WeightValues.Of(swept.Model));
        Assert.Equal(WeightValues.Of(plain.Optimizer.State()), WeightValues.Of(swept.Optimizer.State()));
        Assert.Equal(WeightValues.Of(plain.Average!.State()), WeightValues.Of(swept.Average!.State()));
    }

    [Fact]
    public void A_sweep_that_is_broken_off_restores_the_weights_too()
    {
        var objective = new ScriptedObjective([3, 4]);

        var first = new LearningRateSweep(objective, new TrainingRecipe(), seed: 1) { From = 1 }.Run().First();

        Assert.Equal(1, first.LearningRate);
        Assert.Equal([3, 4], WeightValues.Of(objective.Model)["w"]);
    }

    [Fact]
    public void It_ends_with_the_first_mean_that_is_four_times_the_lowest()
    {
        var points = new LearningRateSweep(new ScriptedObjective([1]), new TrainingRecipe { WeightDecay = 0 }, seed: 1)
        {
            From = 0.01, To = 1000, Steps = 60,
        }.Run().ToArray();

        double lowest = points[..^1].Min(p => p.SmoothedLoss);
        Assert.True(points.Length < 60);
        Assert.True(points[^1].SmoothedLoss > 4 * lowest);
        Assert.All(points[..^1], point => Assert.True(point.SmoothedLoss <= 4 * lowest));
    }

    [Fact]
    public void It_ends_before_a_loss_that_is_no_number()
    {
        var objective = new ScriptedObjective([1], factor: double.NaN);

        Assert.Empty(new LearningRateSweep(objective, new TrainingRecipe(), seed: 1).Run());
        Assert.Equal([1], WeightValues.Of(objective.Model)["w"]);
    }

    [Fact]
    public void The_mean_is_that_of_the_losses_so_far_with_the_past_weighing_98_percent()
    {
        var points = new LearningRateSweep(new ScriptedObjective([2]), new TrainingRecipe { WeightDecay = 0 }, seed: 1)
        {
            From = 0.1, To = 0.5, Steps = 3,
        }.Run().ToArray();

        double[] losses = [.. points.Select(point => point.Report.Loss)];
        Assert.Equal(losses[0], points[0].SmoothedLoss, 1e-12);
        Assert.Equal((0.98 * losses[0] + losses[1]) / 1.98, points[1].SmoothedLoss, 1e-12);
        Assert.Equal((0.9604 * losses[0] + 0.98 * losses[1] + losses[2]) / 2.9404, points[2].SmoothedLoss, 1e-12);
    }

    [Fact]
    public void What_is_swept_is_the_first_phase()
    {
        var recipe = new TrainingRecipe { Phases = [new() { Steps = 1, Train = "head" }, new() { Steps = 1 }] };
        var objective = new ScriptedObjective([[1], [1]]);
        var sweep = new LearningRateSweep(objective, recipe, seed: 1) { From = 0.1, To = 0.2, Steps = 2 };

        var lower = new List<float>();
        foreach (var _ in sweep.Run())
            lower.Add(WeightValues.Of(objective.Model)["w"][0]);

        Assert.Equal(["head"], sweep.LayerGroups);
        Assert.Equal([1, 1], lower);
    }

    private static float[] Draws() => Operators.Randn([4]).ToArray<float>();
}
