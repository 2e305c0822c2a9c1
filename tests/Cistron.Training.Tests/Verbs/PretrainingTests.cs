using Cistron.Models.Folders;
using Cistron.Runs.Folders;
using Cistron.Sequences.Corpora;
using Cistron.Torch;
using Cistron.Training.Tests.Examples;

namespace Cistron.Training.Tests.Verbs;

[Collection(TrainedModelsCollection.Name)]
public sealed class PretrainingTests(TrainedModels models) : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void A_run_tells_what_it_read_what_it_made_and_how_good_that_is()
    {
        var result = models.Pretrain;

        Assert.Equal(30 * 60, result.TrainingBases + result.ValidationBases);
        Assert.Equal((6, 10, 1), (result.ValidationWindows, result.Steps, result.MarkovOrder));
        Assert.Equal(2, result.UniformBitsPerBase);
        Assert.InRange(result.ReleasedStep, 1, result.Steps);
        Assert.InRange(result.BitsPerBase, 1.5, 4);             // ten steps from random weights, on random bases
        Assert.InRange(result.MarkovBitsPerBase, 1.9, 2.2);
        Assert.Equal(10 * 8 * 30.0 / result.TrainingBases, result.Epochs, 1e-9);
        Assert.Equal(10 * 8 * (28 + 2), result.Tokens);         // windows of 28 3-mers between two special tokens
    }

    [Fact]
    public void The_run_folder_holds_recipe_environment_metrics_result_model_and_report()
    {
        string run = models.PretrainRecipe.Run;

        string[] entries = [.. Directory.EnumerateFileSystemEntries(run).Select(e => Path.GetFileName(e)!)];

        string[] expected =
            ["recipe.yaml", "environment.json", "metrics.jsonl", "result.json", "model", "report.html", "checkpoints"];
        Assert.Empty(expected.Except(entries));
        Assert.DoesNotContain(entries, entry => entry.Contains("tmp", StringComparison.Ordinal));
    }

    [Fact]
    public void The_model_folder_holds_the_released_weights_and_describes_them()
    {
        using var scope = new TensorScope();

        var folder = ModelFolder.Open(models.LanguageModel);
        var model = folder.LoadLanguageModel();

        Assert.Equal("dna 3-mers, stride 1", folder.Tokenizer.ToString());
        Assert.Null(folder.Description.Task);
        Assert.Equal(models.Pretrain.Parameters, model.ParameterCount);
        Assert.Equal(models.Pretrain.CorpusFingerprint, (string?)folder.Description.Training["corpus_fingerprint"]);
    }

    [Fact]
    public void A_finished_run_shows_its_result_again_and_changes_nothing()
    {
        string run = models.PretrainRecipe.Run;
        var before = Stamps(run);
        var log = new RecordingLog();

        var outcome = models.PretrainRecipe.Train(log);

        Assert.Empty(log.Steps);
        Assert.Equal(models.Pretrain, outcome.Result);
        Assert.Equal(before, Stamps(run));
    }

    [Fact]
    public void A_changed_recipe_is_refused_with_the_difference()
    {
        var changed = models.PretrainRecipe with { Seed = 8 };

        Fault.Of<RunFolderException>(() => changed.Train(), models.PretrainRecipe.Run, "seed", "7", "8");
    }

    [Fact]
    public void A_corrected_recipe_is_let_into_a_run_that_failed_before_training()
    {
        var recipe = TinyRecipes.Pretrain(_temporary["run"], _temporary["missing.fa"]);
        Assert.ThrowsAny<Exception>(() => recipe.Train());

        var corrected = recipe with { Data = recipe.Data with { Corpus = [models.Corpus] } };

        Assert.NotNull(corrected.Train().Result);
    }

    [Fact]
    public void Epochs_say_how_long_a_run_is_as_well_as_steps_do()
    {
        var recipe = TinyRecipes.Pretrain(_temporary["run"], models.Corpus);
        recipe = recipe with { Training = recipe.Training with { Steps = null, Epochs = 0.5 } };

        var result = recipe.Train().Result!;

        Assert.InRange(result.Epochs, 0.4, 0.6);
    }

    [Fact]
    public void A_corpus_of_which_nothing_is_held_out_is_told_in_a_sentence()
    {
        string corpus = _temporary.Write("one.fa", ">r0\nACGTACGTACGTACGTACGTACGTACGTACGT\n");
        var recipe = TinyRecipes.Pretrain(_temporary["run"], corpus);
        recipe = recipe with { Data = recipe.Data with { ValidationFraction = 0.0001 } };

        Fault.Of<TrainingException>(
            () => recipe.Train(), "no window of 30 bases is held out", "raise data.validation_fraction");
    }

    [Fact]
    public void Windows_without_any_token_cost_a_step_nothing()
    {
        // Nearly all records are shorter than a 3-mer, so that some steps have nothing to predict.
        string corpus = _temporary.Write("short.fa",
            SyntheticSequences.Fasta(records: 40, length: 2) + SyntheticSequences.Fasta(records: 1, length: 20));
        var recipe = TinyRecipes.Pretrain(_temporary["run"], corpus);
        recipe = recipe with
        {
            Data = recipe.Data with { Strands = StrandSampling.Forward },
            Training = recipe.Training with { BatchSize = 1, Accumulate = 1 },
        };
        var log = new RecordingLog();

        Assert.NotNull(recipe.Train(log).Result);

        Assert.All(log.Steps, step => Assert.True(double.IsFinite(step.Loss)));
    }

    private static Dictionary<string, DateTime> Stamps(string folder) => Directory
        .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Where(file => Path.GetFileName(file) != ".lock")
        .ToDictionary(file => file, File.GetLastWriteTimeUtc);
}
