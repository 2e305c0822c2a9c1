using Cistron.Runs.Folders;
using Cistron.Runs.Recipes;

namespace Cistron.Runs.Tests.Folders;

public sealed class RunFolderTests : IDisposable
{
    private const string Recipe = "seed: 1\ntraining:\n  steps: 100\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_new_run_writes_its_recipe_and_its_environment()
    {
        using RunFolder run = Open("runs/x", Recipe);

        Assert.Equal(RunState.New, run.State);
        Assert.Equal(Recipe, File.ReadAllText(_folder["runs/x/recipe.yaml"]));
        Assert.Equal("{\n  \"thread_count\": 2\n}\n", File.ReadAllText(_folder["runs/x/environment.json"]));
    }

    [Fact]
    public void A_run_is_resumable_until_it_has_a_result()
    {
        Open("x", Recipe).Dispose();

        using (RunFolder run = Open("x", Recipe))
        {
            Assert.Equal(RunState.Resumable, run.State);
            JsonFile.Write(run.Paths.Result, new { Loss = 1.5 });
        }

        Assert.Equal(RunState.Finished, new RunPaths(_folder["x"]).State);
        using RunFolder finished = Open("x", "# the same, in other words\n" + Recipe);
        Assert.Equal(RunState.Finished, finished.State);
    }

    [Fact]
    public void A_changed_recipe_is_refused_with_the_difference_and_changes_nothing()
    {
        using (RunFolder run = Open("x", Recipe))
            run.Checkpoints.Write(10, path => File.WriteAllText(Path.Combine(path, "weights"), "…"));

        var refusal = Assert.Throws<RunFolderException>(() => Open("x", "seed: 1\ntraining:\n  steps: 200\n"));

        Assert.Equal($"the recipe in {_folder["x"]} differs: training.steps 100 → 200; "
            + "give that recipe to go on with its run, or choose another folder", refusal.Message);
        Assert.Equal(Recipe, File.ReadAllText(_folder["x/recipe.yaml"]));
        Open("x", Recipe).Dispose();
    }

    [Fact]
    public void A_work_that_may_grow_takes_another_recipe_and_loses_its_result()
    {
        using (RunFolder run = RunFolder.OpenOrExtend(_folder["x"], "grid: [1]\n", new { }))
            JsonFile.Write(run.Paths.Result, new { Loss = 1.5 });

        using RunFolder grown = RunFolder.OpenOrExtend(_folder["x"], "grid: [1, 2]\n", new { });

        Assert.Equal(RunState.Finished, grown.State);
        Assert.Equal("grid: [1, 2]\n", File.ReadAllText(_folder["x/recipe.yaml"]));
        Assert.False(File.Exists(grown.Paths.Result));
    }

    [Fact]
    public void A_work_that_may_grow_does_not_grow_into_the_run_of_another_verb()
    {
        Open("x", Recipe).Dispose();

        var refusal = Assert.Throws<RunFolderException>(() => RunFolder.OpenOrExtend(_folder["x"], "grid: [1]\n", new { }));

        Assert.Equal($"{_folder["x"]} holds the run of another verb; choose another folder", refusal.Message);
        Assert.Equal(Recipe, File.ReadAllText(_folder["x/recipe.yaml"]));
    }

    [Fact]
    public void A_run_without_a_checkpoint_takes_a_corrected_recipe()
    {
        Open("x", Recipe).Dispose();

        using RunFolder run = Open("x", "seed: 2\n");

        Assert.Equal("seed: 2\n", File.ReadAllText(_folder["x/recipe.yaml"]));
    }

    [Fact]
    public void Two_owners_cannot_have_one_folder()
    {
        using RunFolder first = Open("x", Recipe);

        var refusal = Assert.Throws<RunFolderException>(() => Open("x", Recipe));

        Assert.Equal($"{_folder["x"]} is in use by another process; wait until it ends, or choose another folder",
            refusal.Message);
    }

    [Fact]
    public void A_folder_of_other_files_is_refused_and_left_alone()
    {
        File.WriteAllText(_folder["thesis.tex"], "");

        var refusal = Assert.Throws<RunFolderException>(() => Open("", Recipe));

        Assert.Contains("is not a run folder: it holds thesis.tex but no recipe.yaml", refusal.Message);
        Assert.Equal(["thesis.tex"], _folder.Names);
    }

    [Fact]
    public void A_run_that_was_killed_before_its_recipe_was_written_starts_anew()
    {
        Directory.CreateDirectory(_folder["x"]);
        File.WriteAllText(_folder["x/.lock"], "");
        File.WriteAllText(_folder["x/environment.json"], "{}");
        File.WriteAllText(_folder["x/recipe.yaml.tmp-0123abcd"], "se");

        using RunFolder run = Open("x", Recipe);

        Assert.Equal(RunState.New, run.State);
        Assert.False(File.Exists(_folder["x/recipe.yaml.tmp-0123abcd"]));
    }

    [Fact]
    public void What_a_killed_process_left_unfinished_is_cleaned_and_the_rest_is_kept()
    {
        Open("x", Recipe).Dispose();
        File.WriteAllText(_folder["x/result.json.tmp-0123abcd"], "{");
        File.WriteAllText(_folder["x/notes.tmp-mine"], "");
        Directory.CreateDirectory(_folder["x/checkpoints/step-5.tmp-89abcdef/deep"]);
        Directory.CreateDirectory(_folder["x/checkpoints/step-4"]);

        using RunFolder run = Open("x", Recipe);

        Assert.Equal(RunState.Resumable, run.State);
        Assert.Equal(4, run.Checkpoints.Newest?.Step);
        Assert.Equal(["step-4"], Directory.GetFileSystemEntries(run.Paths.Checkpoints).Select(Path.GetFileName));
        Assert.True(File.Exists(_folder["x/notes.tmp-mine"]));
        Assert.False(File.Exists(_folder["x/result.json.tmp-0123abcd"]));
    }

    [Fact]
    public void A_path_that_cannot_be_a_folder_is_refused_in_one_sentence()
    {
        File.WriteAllText(_folder["file"], "");

        var refusal = Assert.Throws<RunFolderException>(() => Open("file", Recipe));

        Assert.StartsWith($"{_folder["file"]} cannot be used as a run folder: ", refusal.Message);
    }

    private RunFolder Open(string name, string recipe) =>
        RunFolder.OpenOrCreate(_folder[name], new ResolvedRecipe(recipe, text => text.Yaml), new { ThreadCount = 2 });
}
