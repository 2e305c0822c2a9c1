using Cistron.Data.Recipes;
using Cistron.Runs.Recipes;
using Cistron.Training.Planning;
using Cistron.Training.Recipes;
using Cistron.Training.Sweeps;
using Cistron.Training.Tests.Examples;
using Cistron.Training.Verbs;

namespace Cistron.Training.Tests.Recipes;

/// <summary>The files in <c>recipes/</c>.</summary>
public sealed class RecipeFilesTests
{
    private static readonly string Folder = FindFolder();

    // What a recipe leaves to the command line is given; which verb it is for is in no file.
    private static readonly Func<string, object>[] Verbs =
    [
        path => RecipeBinder.Bind<PretrainRecipe>(path, ["run=x"]),
        path => RecipeBinder.Bind<FinetuneRecipe>(path, ["run=x"]),
        path => RecipeBinder.Bind<TransferRecipe>(path, []),
        path => RecipeBinder.Bind<SweepRecipe>(path, ["run=x"]),
        path => RecipeBinder.Bind<BenchmarkRecipe>(path, ["run=x"]),
        path => RecipeBinder.Bind<WindowsRecipe>(path, ["output=x.csv"]),
        path => RecipeBinder.Bind<SplitRecipe>(path, ["output=x", "input=y"]),
    ];

    static RecipeFilesTests() => Environment.SetEnvironmentVariable("CISTRON_DATA", "/data");

    public static TheoryData<string> Paths =>
        [.. Directory.EnumerateFiles(Folder, "*.yaml", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Folder, path)).Order()];

    [Theory]
    [MemberData(nameof(Paths))]
    public void Every_recipe_is_one_of_some_verb(string path)
    {
        List<string> faults = [];
        foreach (var bind in Verbs)
        {
            try
            {
                bind(Path.Combine(Folder, path));
                return;
            }
            catch (RecipeException e)
            {
                faults.Add(e.Message);
            }
        }
        Assert.Fail(string.Join("\n", faults.OrderBy(fault => fault.Length).Take(2)));
    }

    [Fact]
    public void Every_cell_of_every_sweep_can_be_bound()
    {
        string root = Path.GetDirectoryName(Folder)!;
        int cells = 0;
        foreach (string path in Directory.EnumerateFiles(Folder, "*.yaml", SearchOption.AllDirectories))
        {
            var recipe = RecipeText.Read(path);
            if (!File.ReadLines(path).Any(line => line.StartsWith("verb:", StringComparison.Ordinal)))
                continue;
            var sweep = RecipeBinder.Bind<SweepRecipe>(recipe, []);
            var verb = SweptVerb.All.Single(verb => verb.Name == sweep.Verb);
            var start = sweep.Recipe is { } from ? RecipeText.Read(Path.Combine(root, from)) : null;
            foreach (var cell in SweepGrid.Cells(sweep))
            {
                Exception? fault = Record.Exception(() => verb.Resolve(start, [.. cell.Arguments, "run=x"]));
                Assert.True(fault is null, $"{path}, {cell.Name}: {fault?.Message}");
                cells++;
            }
        }
        Assert.True(cells > 100, $"{cells} cells were found");
    }

    // The paper of RandomMask, and the settings that DNABERT's authors published.
    [Theory]
    [InlineData("dnabert-randommask-human.yaml", 512, 480_000, 1e-4, 0.1806)]
    [InlineData("dnabert-human.yaml", 2000, 200_000, 4e-4, 0.141)]
    public void The_recipes_on_the_human_genome_can_be_planned(string file, int rows, long steps, double rate, double share)
    {
        var recipe = RecipeBinder.Bind<PretrainRecipe>(Path.Combine(Folder, file), ["device=cpu"]);

        RunEstimate estimate = Estimating.Run(recipe, new EstimateConditions { Devices = 8, Measures = false }, new RecordingLog(), default);

        Assert.Equal((rows, steps, 512), (estimate.RowsPerStep, estimate.Steps!.Value, estimate.LargestPass.Width));
        // 4,101 tokens, 512 positions, two types; the encoder of BERT base; a head of its own beside the shared vectors.
        Assert.Equal((4101 + 512 + 4) * 768 + 85_054_464 + 768 * 768 + 3 * 768 + 4101, estimate.Weights);
        Assert.InRange(estimate.TargetsPerStep / estimate.TokensPerStep, share - 0.01, share + 0.01);
        Assert.Equal(rate, recipe.Training.LearningRate);
        Assert.False(Directory.Exists(recipe.Run));
    }

    private static string FindFolder()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Cistron.slnx")))
            folder = Path.GetDirectoryName(folder);
        return Path.Combine(folder!, "recipes");
    }
}
