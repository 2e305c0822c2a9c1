using Cistron.Models;
using Cistron.Runs.Recipes;
using Cistron.Torch;
using Cistron.Torch.Optimizers;
using Cistron.Training.Optimization;
using Cistron.Training.Recipes;
using Cistron.Training.Tests.Examples;

namespace Cistron.Training.Tests.Optimization;

public sealed class TrainingPlanTests : IDisposable
{
    private readonly TensorScope _scope = new();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Matrices_decay_and_biases_and_normalization_layers_do_not()
    {
        var model = Bert();

        var groups = Assert.Single(TrainingPlan.Of(new TrainingRecipe { WeightDecay = 0.02 }, model, 1).Phases).Trained;

        Assert.Equal([0.02, 0], groups.Select(g => g.WeightDecay));
        Assert.Equal(model.Parameters().Select(p => p.Key).Order(), groups.SelectMany(Names).Order());
        Assert.All(Names(groups[0]), name => Assert.EndsWith("weight", name, StringComparison.Ordinal));
        Assert.DoesNotContain(Names(groups[0]), name => name.Contains("LayerNorm", StringComparison.Ordinal));
        Assert.All(Names(groups[1]), name => Assert.Matches("bias$|LayerNorm", name));
    }

    [Fact]
    public void Everything_decays_where_the_recipe_says_all()
    {
        var recipe = new TrainingRecipe { WeightDecay = 0.02, WeightDecayScope = DecayScope.All };
        var model = Bert();

        var group = Assert.Single(TrainingPlan.Of(recipe, model, 1).Phases[0].Trained);

        Assert.Equal((0.02, model.Parameters().Count()), (group.WeightDecay, group.Parameters.Count));
    }

    [Theory]
    [InlineData(500L, null, 500)]
    [InlineData(null, null, 1000)]
    [InlineData(null, 2.5, 250)]
    [InlineData(null, 0.001, 1)]
    public void The_length_of_a_run_is_given_in_steps_or_in_epochs(long? steps, double? epochs, long expected)
    {
        var plan = TrainingPlan.Of(new TrainingRecipe { Steps = steps, Epochs = epochs }, Three(), stepsPerEpoch: 100);

        Assert.Equal(expected, plan.Steps);
    }

    [Theory]
    [InlineData(null, 100, 10)]
    [InlineData(null, 5, 0)]
    [InlineData(0L, 100, 0)]
    [InlineData(30L, 100, 30)]
    [InlineData(300L, 100, 100)]
    public void The_warm_up_is_what_was_asked_for_or_a_tenth_and_never_longer_than_the_run(
        long? asked, long steps, long warmup)
    {
        var plan = TrainingPlan.Of(new TrainingRecipe { Steps = steps, WarmupSteps = asked }, Three(), 1);

        Assert.Equal(warmup, Assert.IsType<WarmupSchedule>(plan.Phases[0].Schedule).WarmupSteps);
    }

    [Fact]
    public void Phases_follow_each_other_and_each_begins_its_schedule_anew()
    {
        var recipe = new TrainingRecipe
        {
            Schedule = Schedule.OneCycle,
            Phases =
            [
                new PhaseRecipe { Epochs = 0.5, LearningRate = 0.02, Train = "head" },
                new PhaseRecipe { Steps = 30, LearningRate = 0.01, Train = "last 2 groups" },
                new PhaseRecipe { Epochs = 1 },
            ],
        };

        var plan = TrainingPlan.Of(recipe, Three(), stepsPerEpoch: 20);

        Assert.Equal([(0L, 10L), (10, 40), (40, 60)], plan.Phases.Select(p => (p.Start, p.End)));
        Assert.Equal(60, plan.Steps);
        Assert.Equal([0L, 0, 10, 10, 40, 40], new long[] { 0, 9, 10, 39, 40, 1000 }.Select(step => plan.PhaseAt(step).Start));
        Assert.Equal([0.02 / 25, 0.01 / 25, 5e-4 / 25], plan.Phases.Select(p => p.RateAt(p.Start)));
        Assert.Equal([0.02, 0.01, 5e-4], plan.Phases.Select(p => p.RateAt(p.Start + p.Steps * 3 / 10)));
        Assert.Equal([0.95, 0.95, 0.95], plan.Phases.Select(p => p.Beta1At(p.Start)!.Value));
        Assert.Equal([["head"], ["layer 2", "head"], ["layer 1", "layer 2", "head"]], plan.Phases.Select(p => p.LayerGroups));
    }

    [Fact]
    public void Every_parameter_is_trained_or_frozen_in_each_phase()
    {
        var recipe = new TrainingRecipe { Phases = [.. new[] { "head", "last 2 groups", "all" }
            .Select(train => new PhaseRecipe { Steps = 1, Train = train })] };
        var model = Bert();

        var plan = TrainingPlan.Of(recipe, model, 1);

        Assert.All(plan.Phases, phase => Assert.Equal(
            model.Parameters().Select(p => p.Value).ToHashSet(),
            [.. phase.Trained.SelectMany(g => g.Parameters).Select(p => p.Value), .. phase.Frozen]));
        Assert.All(plan.Phases, phase => Assert.Equal(model.Parameters().Count(),
            phase.Frozen.Count + phase.Trained.Sum(g => g.Parameters.Count)));
        Assert.Equal(model.Parameters().Select(p => p.Key).Order(), plan.Trained.Select(p => p.Key).Order());
        Assert.All(plan.Phases[0].Trained.SelectMany(Names),
            name => Assert.StartsWith("cls.predictions.", name, StringComparison.Ordinal));
        Assert.Empty(plan.Phases[2].Frozen);
    }

    [Theory]
    [InlineData(2.6, null, new[] { 1 / 6.76, 1 / 2.6, 1 })]
    [InlineData(1.0, null, new[] { 1.0, 1, 1 })]
    [InlineData(1.0, 1e-4, new[] { 0.01, 0.1, 1 })]
    public void Rates_fall_by_one_ratio_from_the_head_down(double ratio, double? lowest, double[] factors)
    {
        var recipe = new TrainingRecipe { LearningRate = 1e-2, LearningRateRatio = ratio, LowestLearningRate = lowest };

        var trained = TrainingPlan.Of(recipe, Three(), 1).Phases[0].Trained;

        var found = trained.SelectMany(g => g.Parameters.Select(p => (p.Key, g.LearningRateFactor))).OrderBy(p => p.Key);
        Assert.Equal(["w", "w2", "w3"], found.Select(p => p.Key));
        Assert.Equal(factors, found.Select(p => p.LearningRateFactor), (e, a) => Math.Abs(e - a) < 1e-12);
    }

    [Fact]
    public void Frozen_groups_count_in_the_ratios_so_that_a_thawed_layer_keeps_its_place()
    {
        var recipe = new TrainingRecipe
        {
            LearningRate = 1e-2, LowestLearningRate = 1e-4,
            Phases = [new PhaseRecipe { Steps = 1, Train = "last 2 groups" }],
        };

        var trained = TrainingPlan.Of(recipe, Three(), 1).Phases[0].Trained;

        var factors = trained.ToDictionary(g => Assert.Single(Names(g)), g => g.LearningRateFactor);
        Assert.Equal(2, factors.Count);
        Assert.Equal(0.1, factors["w2"], 1e-12);
        Assert.Equal(1, factors["w3"], 1e-12);
    }

    [Fact]
    public void More_groups_than_the_model_has_are_refused_with_those_that_it_has()
    {
        var recipe = new TrainingRecipe { Phases = [new() { Steps = 1 }, new() { Steps = 1, Train = "last 4 groups" }] };

        Fault.Of<RecipeException>(() => TrainingPlan.Of(recipe, Three(), 1),
            "training.phases[1].train", "last 4 groups", "this model has 3: layer 1, layer 2, head");
    }

    private static MaskedLanguageModel Bert() => new(TinyRecipes.Model.Configure(vocabularySize: 9, contextTokens: 8).Build());

    private static ScriptedModel Three() => new([[1], [2], [3]]);

    private static IEnumerable<string> Names(ParameterGroup group) => group.Parameters.Select(p => p.Key);
}
