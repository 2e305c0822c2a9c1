using System.Text.Json;
using Cistron.Runs.Tests.Folders;

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
        }
    }

    [Fact]
    public void The_version_is_one_line() => Assert.Matches(@"^cistron \d+\.\d+\.\d+\n$", Transcript.Of("--version").Output);
}
