using Cistron.Runs.Recipes;
using Cistron.Training.Recipes;
using Cistron.Training.Tests.Examples;

namespace Cistron.Training.Tests.Suites;

/// <summary>A suite of small tasks in a folder of a test, with its data and a recipe of a small model.</summary>
internal sealed class TinySuite
{
    private readonly TemporaryFolder _folder;

    public TinySuite(TemporaryFolder folder)
    {
        _folder = folder;
        foreach (string name in new[] { "suite/tasks", "suite/recipes", "data" })
            Directory.CreateDirectory(folder[name]);
        Data = folder["data"];
        Folder = folder["suite"];
        var recipe = TinyRecipes.Finetune("run", "train.csv") with { Baseline = true };
        folder.Write("suite/recipes/usual.yaml", RecipeWriter.Write(recipe));
        folder.Write("data/motif.csv", SyntheticSequences.Table(60, 30, motif => motif ? "yes" : "no"));
    }

    public string Data { get; }

    public string Folder { get; }

    /// <summary>A benchmark of these tasks with one seed.</summary>
    public BenchmarkRecipe Recipe(params string[] tasks)
    {
        _folder.Write("suite/suite.yaml", "title: Tiny\nsource: Somebody 2030\ncitation: Cite it.\n"
            + $"tasks: [{string.Join(", ", tasks)}]\nregimes: {{short: fewer steps}}\n");
        return new BenchmarkRecipe { Suite = Folder, Run = _folder["run"], Data = Data, Seeds = [1], Device = "cpu" };
    }

    /// <summary>Writes a task on a table of the data folder, with one published row.</summary>
    public void Task(string name, string table, string more = "", string metric = "mcc") => Write(name,
        $"data: {{train: {table}, test_fraction: 0.3}}\nmetric: {metric}\npositive: 'yes'\n"
        + $"published: [{{system: Theirs, regime: as reported, values: {{{metric}: 0.5}}}}]\n{more}");

    /// <summary>Writes a task with what is special about it.</summary>
    public void Write(string name, string special) => _folder.Write($"suite/tasks/{name}.yaml",
        $"title: The task {name}\nquestion: Yes or no?\nsource: Somebody 2030\nrecipe: recipes/usual.yaml\n"
        + $"bring: the table of {name}\nnotes: [A known leak.]\n{special}");
}
