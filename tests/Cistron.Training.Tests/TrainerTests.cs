using Cistron.Torch;
using Cistron.Training.Optimization;
using Cistron.Training.Recipes;
using Cistron.Training.Tests.Examples;

namespace Cistron.Training.Tests;

public class TrainerTests
{
    private static readonly TrainingRecipe Plain =
        new() { WarmupSteps = 0, Schedule = Schedule.Constant, ClipNorm = 1e6, WeightDecay = 0 };

    [Fact]
    public void A_step_tells_loss_rate_and_gradient_norm_and_counts_on()
    {
        using var scope = new TensorScope();
        var recipe = Plain with { LearningRate = 0.25, Schedule = Schedule.Linear };
        var trainer = new Trainer(new ScriptedObjective([3, 4]), recipe with { Steps = 4 }, seed: 1);

        var reports = trainer.Run().ToArray();

        Assert.Equal([0.25, 0.1875, 0.125, 0.0625], reports.Select(r => r.LearningRate));
        Assert.Equal([1L, 2, 3, 4], reports.Select(r => r.State.Step));
        Assert.Equal([1L, 2, 3, 4], reports.Select(r => r.State.Tokens));
        Assert.Equal((25, 10), (reports[0].Loss, reports[0].GradientNorm));     // w · w = 25, 2 w = (6, 8)
        Assert.True(reports[3].Loss < reports[0].Loss);
    }

    [Theory]
    [InlineData(1e6, 10)]
    [InlineData(1, 1)]
    [InlineData(0.5, 0.5)]
    public void The_gradient_that_reaches_the_optimizer_is_clipped(double limit, double expected)
    {
        using var scope = new TensorScope();
        var trainer = new Trainer(new ScriptedObjective([3, 4]), Plain with { ClipNorm = limit, Steps = 1 }, seed: 1);

        double told = Assert.Single(trainer.Run()).GradientNorm;

        // After one update the mean of gradients is (1 - β1) times the gradient.
        float[] mean = WeightValues.Of(trainer.Optimizer.State())["exp_avg.w"];
        Assert.Equal(expected, Math.Sqrt(mean.Sum(m => (double)m * m)) / 0.1, 1e-4);
        Assert.Equal(10, told, 1e-6);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_loss_that_is_no_number_ends_training_before_the_weights_are_touched(double factor)
    {
        using var scope = new TensorScope();
        var objective = new ScriptedObjective([3, 4], factor);
        var trainer = new Trainer(objective, Plain with { Steps = 4 }, seed: 1);

        Fault.Of<DivergenceException>(() => Assert.NotEmpty(trainer.Run()), "at step 1", "lower training.learning_rate");

        Assert.Equal([3, 4], WeightValues.Of(objective.Model)["w"]);
    }

    [Fact]
    public void Training_ends_when_validations_have_not_improved_for_as_long_as_patience_lasts()
    {
        using var scope = new TensorScope();
        var objective = new ScriptedObjective([1], 1, 0.1, 0.5, 0.3, 0.4, 0.9);
        var trainer = new Trainer(objective, Plain with { ValidateEvery = 2, Patience = 2, Steps = 100 }, seed: 1);

        var reports = trainer.Run().ToArray();

        Assert.Equal(8, reports.Length);        // validated at 2, 4, 6, 8
        Assert.Equal([2L, 4], reports.Where(r => r.IsBest).Select(r => r.State.Step));
        Assert.Equal((0.5, 4L), (trainer.State.Best, trainer.State.BestStep));
    }

    [Fact]
    public void Of_equal_scores_the_one_with_the_lower_loss_is_the_best()
    {
        using var scope = new TensorScope();
        var recipe = Plain with { LearningRate = 0.1, ValidateEvery = 1 };
        var falling = new Trainer(new ScriptedObjective([1], 1, 0, 0, 0), recipe with { Steps = 3 }, seed: 1);
        var without = new Trainer(new ScriptedObjective([1], 1, -1, -1, -1), recipe with { Steps = 3 }, seed: 1);

        Assert.Equal([true, true, true], falling.Run().Select(r => r.IsBest));
        Assert.Equal([true, false, false], without.Run().Select(r => r.IsBest));
    }

    [Fact]
    public void A_score_that_is_no_number_is_never_the_best()
    {
        using var scope = new TensorScope();
        var objective = new ScriptedObjective([1], 1, double.NaN, 0.5, double.NaN, 0.6);
        var trainer = new Trainer(objective, Plain with { ValidateEvery = 1, Steps = 4 }, seed: 1);

        var reports = trainer.Run().ToArray();

        Assert.Equal([false, true, false, true], reports.Select(r => r.IsBest));
        Assert.Equal(0.6, trainer.State.Best);
    }

    [Fact]
    public void The_last_step_is_validated_whatever_the_interval()
    {
        using var scope = new TensorScope();
        var objective = new ScriptedObjective([1], 1, 0.1, 0.2, 0.3);
        var trainer = new Trainer(objective, Plain with { ValidateEvery = 4, Steps = 6 }, seed: 1);

        long[] validated = [.. trainer.Run().Where(r => r.Validation is not null).Select(r => r.State.Step)];

        Assert.Equal([4, 6], validated);
    }

    [Fact]
    public void What_is_validated_is_the_average_and_training_goes_on_from_the_weights()
    {
        using var scope = new TensorScope();
        var recipe = Plain with { LearningRate = 0.1, ValidateEvery = 1 };
        ScriptedObjective NewObjective() => new([3, 4], 1, 0, 0, 0);
        var averaged = new Trainer(NewObjective(), recipe with { AverageDecay = 0.9, Steps = 3 }, seed: 1);
        var plain = new Trainer(NewObjective(), recipe with { Steps = 3 }, seed: 1);

        var averages = new List<double>();
        var reports = new List<StepReport>();
        foreach (var report in averaged.Run())
        {
            reports.Add(report);
            averages.Add(WeightValues.Of(averaged.Average!.State())["average.w"][0]);
        }

        Assert.Equal(averages, reports.Select(r => r.Validation!["first_weight"]));
        Assert.Equal(plain.Run().Select(r => r.Loss), reports.Select(r => r.Loss));
        Assert.Equal(WeightValues.Of(plain.Model)["w"], WeightValues.Of(averaged.Model)["w"]);
        Assert.NotEqual(WeightValues.Of(plain.Model)["w"], WeightValues.Of(averaged.Average!.State())["average.w"]);
    }
}
