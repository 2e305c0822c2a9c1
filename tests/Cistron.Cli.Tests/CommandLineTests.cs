using System.Text.Json;
using Cistron.Cli.Verbs;
using Cistron.Runs.Tests.Folders;
using Cistron.Training.Recipes;

namespace Cistron.Cli.Tests;

public sealed class CommandLineTests
{
    private const string Labelled = "finetune run=runs/x data.folder=data";

    [Fact]
    public void Without_arguments_there_is_a_start_page() => Transcript.Of("").Matches("start-page");

    [Fact]
    public void Help_lists_the_verbs() => Transcript.Of("--help").Matches("help");

    [Fact]
    public void Help_of_a_verb_begins_with_an_example_and_ends_with_its_keys() =>
        Transcript.Of("predict --help").Matches("help-predict");

    [Fact]
    public void Without_a_suite_the_suites_and_their_tasks_are_listed() => Transcript.Of("benchmark").Matches("benchmark");

    [Fact]
    public void A_suite_is_the_word_behind_the_verb_and_a_recipe_the_one_behind_that()
    {
        List<BenchmarkRecipe> asked = [];
        Verb[] verbs = [new BenchmarkVerb((recipe, _, _) =>
        {
            asked.Add(recipe);
            return FakeRuns.Benchmark(recipe, left: 0);
        })];
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["own.yaml"], "suite: other\nrun: runs/own\n");

        Transcript.Of("benchmark ulmfit run=runs/b", verbs);
        Transcript.Of($"benchmark ulmfit {folder["own.yaml"]}", verbs);
        Transcript.Of($"benchmark {folder["own.yaml"]}", verbs);

        Assert.Equal([("ulmfit", "runs/b"), ("ulmfit", "runs/own"), ("other", "runs/own")], asked.Select(recipe => (recipe.Suite, recipe.Run)));
    }

    [Fact]
    public void A_benchmark_shows_every_task_beside_baselines_and_the_best_published_row() =>
        Transcript.Of("benchmark ulmfit run=runs/b", [new BenchmarkVerb((recipe, _, _) => FakeRuns.Benchmark(recipe, left: 0))])
            .Matches("benchmark-result");

    [Fact]
    public void A_benchmark_that_was_stopped_says_that_the_same_command_goes_on()
    {
        Transcript transcript = Transcript.Of("benchmark ulmfit run=runs/b",
            [new BenchmarkVerb((recipe, _, _) => FakeRuns.Benchmark(recipe, left: 3))]);

        Assert.Equal(ExitCode.Stopped, transcript.Code);
        Assert.Contains("stopped with 3 runs to do; the same command goes on", transcript.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_baseline_takes_the_place_of_the_differences_which_are_told_below() =>
        Transcript.Of(Labelled, [FakeRuns.FinetuneByPlace]).Matches("finetune-by-place");

    [Fact]
    public void A_finished_run_shows_the_model_beside_its_baseline() =>
        Transcript.Of(Labelled, [FakeRuns.Finetune]).Matches("finetune");

    [Fact]
    public void A_sweep_shows_what_it_suggests_and_the_command_that_takes_it() =>
        Transcript.Of($"learning-rate {Labelled}", [FakeRuns.LearningRate(1.2e-3)]).Matches("learning-rate");

    [Fact]
    public void A_sweep_whose_loss_fell_nowhere_suggests_nothing() =>
        Transcript.Of($"learning-rate {Labelled}", [FakeRuns.LearningRate(null)]).Matches("learning-rate-without");

    [Fact]
    public void An_import_shows_what_has_no_counterpart() =>
        Transcript.Of("import fastai weights=encoder.pth vocabulary=itos.npy output=models/x", [FakeRuns.Import]).Matches("import");

    [Fact]
    public void An_unknown_key_is_told_with_its_line_and_the_nearest_valid_one()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["recipe.yaml"], "run: runs/x\ndata:\n  folder: data\ntraining:\n  bath_size: 8\n");

        Transcript transcript = Transcript.Of($"finetune {folder["recipe.yaml"]} seed=x", [FakeRuns.Finetune]);

        transcript.Matches("fault-unknown-key", folder.Path);
    }

    [Fact]
    public void A_missing_recipe_is_one_sentence() => Transcript.Of("pretrain missing.yaml").Matches("fault-missing-file");

    [Fact]
    public void A_corrupted_model_folder_is_one_sentence()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["cistron.json"], "{ \"format\": 1, \"backb");

        Transcript transcript = Transcript.Of($"predict model={folder.Path} input=a.fa device=cpu");

        transcript.Matches("fault-model-folder", folder.Path);
    }

    [Fact]
    public void Json_leaves_standard_output_to_one_object()
    {
        Transcript transcript = Transcript.Of($"{Labelled} --json", [FakeRuns.Finetune]);

        JsonElement result = JsonDocument.Parse(transcript.Output).RootElement;
        Assert.Equal("runs/x/model", result.GetProperty("result").GetProperty("model_folder").GetString());
        Assert.False(result.GetProperty("was_stopped").GetBoolean());
        Assert.Contains("12 test rows", transcript.Errors);
    }

    [Fact]
    public void Json_and_a_product_cannot_share_standard_output()
    {
        Transcript transcript = Transcript.Of("predict model=m input=a.fa --json");

        Assert.Equal(ExitCode.WrongInput, transcript.Code);
        Assert.Equal(
            "cistron: --json and output=- would share standard output; name a file in 'output'\n", transcript.Errors);
    }

    [Fact]
    public void A_silent_run_still_warns()
    {
        Transcript transcript = Transcript.Of($"{Labelled} --progress none", [FakeRuns.Finetune]);

        Assert.Equal("warning: only 12 test rows\n", transcript.Errors);
    }

    [Theory]
    [InlineData("finetun", "there is no verb 'finetun'; did you mean 'finetune'?")]
    [InlineData("xyz", "there is no verb 'xyz'; './cistron --help' lists them")]
    [InlineData("predict --jsn", "there is no option '--jsn'; './cistron predict --help' lists them, and keys of the recipe are "
        + "written key=value")]
    [InlineData("predict model=a --progress", "Required argument missing for option: '--progress'; './cistron predict --help' "
        + "shows what it takes")]
    public void Wrong_usage_is_told_in_one_sentence(string arguments, string sentence)
    {
        Transcript transcript = Transcript.Of(arguments);

        Assert.Equal(ExitCode.WrongInput, transcript.Code);
        Assert.Equal($"cistron: {sentence}\n", transcript.Errors);
    }

    [Fact]
    public void Every_verb_has_help_with_examples_of_its_own()
    {
        foreach (Verbs.Verb verb in Verbs.Verb.All)
        {
            Transcript transcript = Transcript.Of($"{verb.Name} --help");

            Assert.Equal(ExitCode.Done, transcript.Code);
            Assert.StartsWith("For example:\n  ./cistron " + verb.Name, transcript.Output);
            Assert.Equal(verb.IsResumable, transcript.Output.Contains("85 stopped early", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_version_is_one_line() => Assert.Matches(@"^cistron \d+\.\d+\.\d+\n$", Transcript.Of("--version").Output);
}
