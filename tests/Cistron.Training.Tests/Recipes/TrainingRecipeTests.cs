using Cistron.Runs.Recipes;
using Cistron.Training.Recipes;
using Cistron.Training.Tests.Examples;

namespace Cistron.Training.Tests.Recipes;

public class TrainingRecipeTests
{
    [Theory]
    [InlineData(null, null, 1000, 50, 50)]
    [InlineData(null, null, 7, 1, 1)]
    [InlineData(30L, null, 1000, 30, 30)]
    [InlineData(null, 8L, 1000, 50, 8)]
    [InlineData(30L, 8L, 1000, 30, 8)]
    public void A_run_is_validated_twenty_times_and_saved_with_each_unless_asked_otherwise(
        long? validateEvery, long? checkpointEvery, long steps, long validation, long checkpoint)
    {
        var recipe = new TrainingRecipe { ValidateEvery = validateEvery, CheckpointEvery = checkpointEvery };

        Assert.Equal((validation, checkpoint), (recipe.ValidationInterval(steps), recipe.CheckpointInterval(steps)));
    }

    [Fact]
    public void A_recipe_without_phases_has_one_with_its_own_keys()
    {
        var phase = Assert.Single(new TrainingRecipe { LearningRate = 0.25, Train = "head" }.AllPhases);

        Assert.Equal((null, 10.0, 0.25, "head"), (phase.Steps, phase.Epochs, phase.LearningRate, phase.Train));
    }

    [Fact]
    public void What_a_phase_does_not_say_the_section_says_for_it()
    {
        var recipe = Bound("training.learning_rate=1e-3", "training.lowest_learning_rate=1e-5", "training.train=last 2 groups",
            "training.phases=[{steps: 2}, {epochs: 3, learning_rate: 2e-2, lowest_learning_rate: 1e-4, train: head}]").Training;

        var phases = recipe.AllPhases;

        Assert.Equal((2, null, 1e-3, 1e-5, "last 2 groups"), Values(phases[0]));
        Assert.Equal((null, 3.0, 2e-2, 1e-4, "head"), Values(phases[1]));

        static (long?, double?, double?, double?, string?) Values(PhaseRecipe p) =>
            (p.Steps, p.Epochs, p.LearningRate, p.LowestLearningRate, p.Train);
    }

    [Fact]
    public void Phases_survive_the_recipe_that_a_run_folder_keeps()
    {
        var recipe = Bound("training.schedule=one_cycle", "training.one_cycle.rise=0.5",
            "training.phases=[{steps: 2, train: last 3 groups}, {epochs: 3, learning_rate: 2e-2}]");

        string yaml = RecipeWriter.Write(recipe);

        var again = RecipeBinder.Bind<FinetuneRecipe>(new RecipeText("recipe.yaml", yaml), []);
        Assert.Equal(yaml, RecipeWriter.Write(again));
        Assert.Equal(recipe.Training.Phases, again.Training.Phases);
        Assert.Equal(0.5, again.Training.OneCycle!.Rise);
    }

    [Theory]
    [InlineData("training.train=hed", "training.train is 'hed'", "did you mean 'head'?")]
    [InlineData("training.train=last 2 group", null, null)]
    [InlineData("training.train=last two groups", "training.train is 'last two groups'", "did you mean 'last 2 groups'?")]
    [InlineData("training.train=last 0 groups", "training.train is 'last 0 groups'", "chooses no layer groups")]
    [InlineData("training.train=the whole of it", "training.train is", "give head, all, or 'last 2 groups'")]
    [InlineData("training.phases=[{train: head}]", "training.phases[0].epochs is missing", "give epochs or steps")]
    [InlineData("training.phases=[{steps: 1}, {steps: 1, epochs: 2}]", "training.phases[1].epochs stands beside steps", "")]
    [InlineData("training.phases=[{epochs: 1, trian: head}]", "unknown key 'training.phases[0].trian'", "phases[0].train'?")]
    [InlineData("training.phases=[{epochs: 1, train: al}]", "training.phases[0].train is 'al'", "did you mean 'all'?")]
    [InlineData("training.phases=[{epochs: 1, learning_rate: 1e-9, lowest_learning_rate: 1e-3}]",
        "training.phases[0].lowest_learning_rate is 0.001, more than the highest rate", "lower it")]
    [InlineData("training.lowest_learning_rate=9", "training.lowest_learning_rate is 9, more than the highest", "0.0002")]
    [InlineData("training.schedule=onecycle", "training.schedule", "one_cycle")]
    [InlineData("training.one_cycle.rise=0.2", "training.one_cycle shapes another schedule", "schedule: one_cycle")]
    [InlineData("training={schedule: one_cycle, warmup_steps: 3}", "training.warmup_steps shapes no one_cycle",
        "one_cycle.rise")]
    [InlineData("training={schedule: one_cycle, one_cycle: {low_beta1: 0.97}}", "training.one_cycle.low_beta1 is 0.97",
        "exchange the two")]
    [InlineData("training={lowest_learning_rate: 1e-6, learning_rate_ratio: 2.6}",
        "training.learning_rate_ratio stands beside", "give one of them")]
    [InlineData("training={epochs: 2, phases: [{epochs: 1}]}", "training.epochs stands beside phases", "leave it out")]
    public void A_wrong_key_is_told_with_its_place_and_its_remedy(string argument, string? place, string? remedy)
    {
        if (place is null)
            Assert.NotNull(Bound(argument));
        else
            Fault.Of<RecipeException>(() => Bound(argument), place, remedy!);
    }

    [Theory]
    [InlineData("training.train=head")]
    [InlineData("training.phases=[{epochs: 1, train: head}, {epochs: 1, train: last 2 groups}]")]
    public void Layers_that_were_never_trained_are_not_left_as_they_are(string argument)
    {
        string[] finetune = ["run=r", "data.folder=d", argument], pretrain = ["run=r", "data.corpus=[a.fa]", argument];

        Fault.Of<RecipeException>(() => RecipeBinder.Bind<FinetuneRecipe>((RecipeText?)null, finetune), "never trained");
        Fault.Of<RecipeException>(() => RecipeBinder.Bind<PretrainRecipe>((RecipeText?)null, pretrain), "never trained");
    }

    private static FinetuneRecipe Bound(params string[] arguments) => RecipeBinder.Bind<FinetuneRecipe>(
        (RecipeText?)null, ["run=r", "data.folder=d", "pretrained=model", .. arguments]);
}
