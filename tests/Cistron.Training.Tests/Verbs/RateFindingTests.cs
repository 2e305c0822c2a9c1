using Cistron.Runs.Folders;
using Cistron.Runs.Recipes;
using Cistron.Training.Recipes;
using Cistron.Training.Tests.Examples;
using Cistron.Training.Verbs;

namespace Cistron.Training.Tests.Verbs;

[Collection(TrainedModelsCollection.Name)]
public sealed class RateFindingTests(TrainedModels models) : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void A_sweep_has_a_folder_of_its_own_beside_the_run_with_curve_result_and_page()
    {
        var recipe = TinyRecipes.Pretrain(_temporary["run"], models.Corpus);
        var log = new RecordingLog();

        var result = RateFinding.Run(recipe, log, default);

        Assert.Equal(_temporary["run-learning-rate"], result.Folder);
        Assert.False(Directory.Exists(_temporary["run"]));
        var paths = new RunPaths(result.Folder);
        Assert.Equal(result.Steps, MetricsLog.Read(paths.Metrics).Count());
        Assert.Equal(result.Steps, log.Steps.Count);
        Assert.Equal(1e-7, result.LowestRate);
        Assert.Equal(["embeddings", "layer 1", "head"], result.LayerGroups);
        Assert.True(File.Exists(Path.Combine(paths.Plots, "loss-against-learning-rate.svg")));
        Assert.Contains("Loss against learning rate", File.ReadAllText(paths.Report), StringComparison.Ordinal);
        Assert.Equal(RecipeWriter.Write(recipe), File.ReadAllText(paths.Recipe));
    }

    [Fact]
    public void A_finished_sweep_shows_its_result_again()
    {
        var recipe = TinyRecipes.Finetune(_temporary["run"], models.Train).StartingFrom(models.LanguageModel);
        var first = RateFinding.Run(recipe, new RecordingLog(), default);
        var log = new RecordingLog();

        var again = RateFinding.Run(recipe, log, default);

        Assert.Empty(log.Steps);
        Assert.Equal(first with { LayerGroups = [] }, again with { LayerGroups = [] });
        Assert.Equal(first.LayerGroups, again.LayerGroups);
    }

    [Fact]
    public void The_recipe_of_the_sweep_is_the_runs_own_and_takes_the_suggested_rate()
    {
        var recipe = TinyRecipes.Finetune(_temporary["run"], models.Train).StartingFrom(models.LanguageModel);
        var result = RateFinding.Run(recipe, new RecordingLog(), default);

        var bound = RecipeBinder.Bind<FinetuneRecipe>(new RunPaths(result.Folder).Recipe, ["training.learning_rate=1.2e-3"]);

        Assert.Equal((recipe.Run, 1.2e-3), (bound.Run, bound.Training.LearningRate));
        if (result.Safer is not null)
            Assert.Matches("^\\./cistron finetune .*recipe.yaml training.learning_rate=[0-9.e-]+$", result.Command);
    }

    [Fact]
    public void A_sweep_of_a_head_with_a_rate_of_its_own_gives_no_command_that_would_not_reach_it()
    {
        var recipe = TinyRecipes.Finetune(_temporary["run"], models.Train).StartingFrom(models.LanguageModel);
        var training = recipe.Training with
        {
            Steps = null,
            Phases = [new PhaseRecipe { Steps = 1, Train = "head", LearningRate = 1e-2 }, new PhaseRecipe { Steps = 1 }],
        };

        var result = RateFinding.Run(recipe with { Training = training }, new RecordingLog(), default);

        Assert.Equal(["head"], result.LayerGroups);
        Assert.Null(result.Command);
    }

    [Fact]
    public void A_stopped_sweep_can_be_started_again()
    {
        var recipe = TinyRecipes.Finetune(_temporary["run"], models.Train).StartingFrom(models.LanguageModel);
        using var stop = new CancellationTokenSource();
        var log = new RecordingLog(_ => stop.Cancel());
        Assert.Throws<OperationCanceledException>(() => RateFinding.Run(recipe, log, stop.Token));

        var result = RateFinding.Run(recipe, new RecordingLog(), default);

        Assert.Equal(Enumerable.Range(1, result.Steps).Select(i => (long)i),
            MetricsLog.Read(new RunPaths(result.Folder).Metrics).Select(row => row.Step));
    }

    [Fact]
    public void Fp16_on_the_processor_is_refused_before_anything_is_written()
    {
        var sweep = TinyRecipes.Finetune(_temporary["run"], models.Train);
        var recipe = sweep with { Training = sweep.Training with { Precision = Precision.Fp16 } };

        Fault.Of<RecipeException>(() => RateFinding.Run(recipe, new RecordingLog(), default), "training.precision", "cpu");
        Fault.Of<RecipeException>(() => recipe.Train(), "training.precision", "fp16 needs a CUDA device");

        Assert.Empty(Directory.EnumerateFileSystemEntries(_temporary.Path));
    }
}
