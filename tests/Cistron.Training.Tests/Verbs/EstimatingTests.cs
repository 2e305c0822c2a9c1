using System.Text.Json;
using Cistron.Models;
using Cistron.Models.AwdLstm;
using Cistron.Runs.Folders;
using Cistron.Runs.Recipes;
using Cistron.Training.Planning;
using Cistron.Training.Recipes;
using Cistron.Training.Tests.Examples;
using Cistron.Training.Verbs;

namespace Cistron.Training.Tests.Verbs;

public sealed class EstimatingTests : IDisposable
{
    private static readonly EstimateConditions Unmeasured = new() { Measures = false, AvailableMemory = 1L << 30 };

    private readonly TemporaryFolder _folder = new();

    private PretrainRecipe Recipe => TinyRecipes.Pretrain(_folder["run"], _folder.Write("a.fa", $">a\n{new string('A', 130_000)}\n"));

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_few_steps_are_measured_and_nothing_is_written(bool causal)
    {
        PretrainRecipe recipe = causal ? TinyRecipes.PretrainCausal(Recipe.Run, Recipe.Data.Corpus[0]) : Recipe;

        RunEstimate estimate = Estimating.Run(recipe, new EstimateConditions(), new RecordingLog(), default);

        Assert.InRange(estimate.Measured!.PassSeconds, double.Epsilon, 60);
        Assert.InRange(estimate.Measured.Pass.Rows, 1, recipe.Training.BatchSize);
        Assert.Equal(10 * estimate.StepSeconds, estimate.RunSeconds);
        Assert.Equal(["a.fa"], Directory.EnumerateFileSystemEntries(_folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void What_is_counted_of_a_corpus_is_what_the_run_trains_on()
    {
        var recipe = Recipe with { Training = Recipe.Training with { Steps = null, Epochs = 2 } };

        RunEstimate estimate = Estimating.Run(recipe, Unmeasured, new RecordingLog(), default);

        // 0.3 of a long record are held out; a step has 8 windows of 30 bases.
        Assert.Equal((91_000, 758), (estimate.TrainingBases, estimate.Steps));
        Assert.Equal(758 * 240 / 91_000.0, estimate.Epochs!.Value, 1e-9);
        Assert.DoesNotContain(estimate.Unknown, sentence => sentence.Contains("corpus", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_the_corpus_steps_are_as_the_recipe_says()
    {
        RunEstimate estimate = Estimating.Run(TinyRecipes.Pretrain("runs/x", "/nowhere/a.fa"), Unmeasured, new RecordingLog(), default);

        Assert.Equal(10, estimate.Steps);
        Assert.Null(estimate.Epochs);
        Assert.StartsWith("/nowhere/a.fa is not here", estimate.Unknown[0]);
    }

    [Fact]
    public void Passes_over_a_corpus_that_is_not_there_are_no_number_of_steps()
    {
        var recipe = TinyRecipes.Pretrain("runs/x", "/nowhere/a.fa");
        recipe = recipe with { Training = recipe.Training with { Steps = null } };

        RunEstimate estimate = Estimating.Run(recipe, Unmeasured, new RecordingLog(), default);

        Assert.Null(estimate.Steps);
        Assert.Null(estimate.Operations);
        Assert.Contains(estimate.Unknown, sentence => sentence.Contains("give training.steps", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1L << 40, false)]
    [InlineData(1L << 30, true)]
    [InlineData(1L << 20, false)]
    public void A_batch_that_does_not_fit_is_cut_into_more_of_one_that_does(long memory, bool isCut)
    {
        var recipe = RecipeBinder.Bind<PretrainRecipe>((RecipeText?)null,
            ["run=x", "device=cpu", "data.corpus=[/nowhere/a.fa]", "model.bert.preset=mini", "training.batch_size=30", "training.steps=1"]);

        RunEstimate estimate = Estimating.Run(recipe, Unmeasured with { AvailableMemory = memory }, new RecordingLog(), default);

        // How many rows fit depends on what attention keeps on this processor.
        int[] parts = [1, 2, 3, 5, 6, 10, 15];
        long? fitting = isCut ? parts.Last(part => part <= estimate.LargestRows) : null;
        Assert.Equal(fitting, estimate.FittingBatch);
        Assert.Equal(isCut, estimate.LargestRows is > 0 and < 30);
    }

    [Fact]
    public void Where_a_batch_does_not_fit_it_is_said_how_many_rows_do_when_layers_are_computed_again()
    {
        var recipe = RecipeBinder.Bind<PretrainRecipe>((RecipeText?)null,
            ["run=x", "device=cpu", "data.corpus=[/nowhere/a.fa]", "model.bert.preset=medium", "training.batch_size=300", "training.steps=1"]);
        var recomputed = recipe with { Training = recipe.Training with { ActivationCheckpointing = true } };
        var lstm = recipe with { Model = new ModelRecipe { AwdLstm = new AwdLstmRecipe() }, Causal = new CausalRecipe() };

        Assert.Equal(Of(recomputed).LargestRows, Of(recipe).LargestRowsRecomputed);
        Assert.True(Of(recomputed).LargestRows > 1.2 * Of(recipe).LargestRows);
        Assert.Null(Of(recomputed).LargestRowsRecomputed);
        Assert.Null(Of(lstm).LargestRowsRecomputed);
        Assert.Throws<RecipeException>(() => Of(lstm with { Training = recomputed.Training }));

        static RunEstimate Of(PretrainRecipe recipe) => Estimating.Run(recipe, Unmeasured, new RecordingLog(), default);
    }

    [Fact]
    public void Json_has_all_that_is_shown()
    {
        RunEstimate estimate = Estimating.Run(Recipe, Unmeasured, new RecordingLog(), default);

        JsonElement json = JsonDocument.Parse(JsonSerializer.Serialize(estimate, JsonFile.Options)).RootElement;

        Assert.Equal(estimate.MemoryInFp32.Total, json.GetProperty("memory_in_fp32").GetProperty("total").GetDouble());
        Assert.Equal(estimate.Operations, json.GetProperty("operations").GetDouble());
    }

    [Fact]
    public void A_recipe_that_could_not_run_has_no_plan()
    {
        var recipe = Recipe with { Model = null, Causal = new CausalRecipe() };

        Assert.Throws<RecipeException>(() => Estimating.Run(recipe, Unmeasured, new RecordingLog(), default));
    }
}
