using Cistron.Runs.Recipes;
using Cistron.Training.Optimization;
using Cistron.Training.Recipes;
using Cistron.Training.Suites;

namespace Cistron.Training.Tests.Suites;

public sealed class UlmfitSuiteTests
{
    private static readonly Suite Ulmfit = Suite.Open("ulmfit");

    public static TheoryData<string> Tasks => [.. Ulmfit.Tasks.Select(task => task.Name)];

    [Fact]
    public void It_is_listed_and_has_every_table_of_its_source()
    {
        Assert.Contains("ulmfit", Suite.Names);
        Assert.Equal(26, Ulmfit.Tasks.Count);
        Assert.Equal(Ulmfit.Tasks.Count, Ulmfit.Tasks.Select(task => task.Name).Distinct().Count());
        Assert.Equal(56, Ulmfit.Tasks.Sum(task => task.Published.Count));
    }

    [Theory]
    [MemberData(nameof(Tasks))]
    public void Every_task_names_files_rows_and_regimes_that_are_recipes(string name)
    {
        SuiteTask task = Task(name);

        Assert.NotEmpty(task.Files);
        Assert.All(task.Files, file => Assert.False(Path.IsPathRooted(file)));
        Assert.All(task.Published, row => Assert.Contains(task.Metric, MetricsOf(task.Published)));
        Assert.All(task.Published, row => Assert.NotEmpty(row.Regime));
        foreach (string regime in new[] { task.Recipe, task.Scratch }.OfType<string>())
        {
            // What the benchmark adds.
            var recipe = RecipeBinder.Bind<FinetuneRecipe>(Path.Combine(Ulmfit.Folder, regime), ["run=x", "data.folder=y"]);
            Assert.Equal(Schedule.OneCycle, recipe.Training.Schedule);
            Assert.True(recipe.Training.TrainsAll);
        }
        Assert.True(task.Published.Count > 0 != task.StandsInFor is not null);
    }

    // As printed in the source, looked up by hand.
    [Theory]
    [InlineData("gene_starts", "ULMFiT from scratch", "mcc", 0.670)]
    [InlineData("gene_starts", "ULMFiT from E. coli K-12", "precision", 0.941)]
    [InlineData("gene_starts", "ULMFiT from an ensemble", "mcc", 0.947)]
    [InlineData("gene_starts_3000", "ULMFiT from an ensemble", "mcc", 0.932)]
    [InlineData("gene_starts_1000", "ULMFiT from an ensemble", "mcc", 0.903)]
    [InlineData("gene_starts_500", "ULMFiT from an ensemble", "mcc", 0.848)]
    [InlineData("gene_starts_200", "ULMFiT from an ensemble", "mcc", 0.833)]
    [InlineData("gene_starts_100", "ULMFiT from an ensemble", "mcc", 0.809)]
    [InlineData("gene_starts_50", "ULMFiT from an ensemble", "mcc", 0.690)]
    [InlineData("gene_starts_20", "ULMFiT from an ensemble", "mcc", 0.669)]
    [InlineData("sigma70", "CNN of Umarov and Solovyev", "specificity", 0.96)]
    [InlineData("sigma70", "ULMFiT", "mcc", 0.871)]
    [InlineData("bsubtilis", "ULMFiT", "recall", 0.789)]
    [InlineData("human_promoters_short", "ULMFiT, fine-tuned, 3-mers, stride 1", "mcc", 0.991)]
    [InlineData("human_promoters_long", "ULMFiT, fine-tuned, 8-mers, stride 3", "accuracy", 0.874)]
    [InlineData("human_promoters_long", "CNN of Umarov et al., -200 to 400", "mcc", 0.762)]
    [InlineData("amplicon_by_read", "ULMFiT, 3-mers, stride 1", "accuracy", 0.9239)]
    [InlineData("shotgun_by_read", "ULMFiT, 5-mers, stride 2", "macro_f1", 0.8044)]
    [InlineData("enhancers_mouse", "ULMFiT, 4-mers, stride 2", "roc_auc", 0.876)]
    [InlineData("enhancers_opossum", "CNN of Cohn et al.", "roc_auc", 0.72)]
    [InlineData("lncrna_standard", "ULMFiT, 3-mers, stride 1", "recall", 0.974)]
    [InlineData("lncrna_challenge", "GRU", "mcc", 0.75)]
    public void Published_figures_are_those_of_the_source(string task, string system, string metric, double value) =>
        Assert.Equal(value, Task(task).Published.Single(row => row.System == system).Values[metric]);

    [Fact]
    public void Fewer_labels_are_tasks_of_their_own_with_their_own_regime_and_rows()
    {
        SuiteTask few = Task("gene_starts_20");

        Assert.Equal((20, "E. coli gene starts, 20 labels", "recipes/gene_starts_tens.yaml"), (few.Data!.TrainRows, few.Title, few.Recipe));
        Assert.Equal(Task("gene_starts").Files, few.Files);
    }

    private static SuiteTask Task(string name) => Ulmfit.Tasks.Single(task => task.Name == name);

    private static IEnumerable<string> MetricsOf(IEnumerable<PublishedRow> rows) => rows.SelectMany(row => row.Values.Keys);
}
