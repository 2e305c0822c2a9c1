using Cistron.Runs.Recipes;
using Cistron.Training.Recipes;
using Cistron.Training.Suites;

namespace Cistron.Training.Tests.Suites;

public sealed class GueSuiteTests
{
    private static readonly Suite Gue = Suite.Open("gue");

    private static readonly string[] LiangSystems =
        ["NT, tokens side by side", "NT, overlapping tokens", "HyenaDNA", "DNABERT-6 (Liang et al.)", "RandomMask"];

    public static TheoryData<string> Tasks => [.. Gue.Tasks.Select(task => task.Name)];

    [Fact]
    public void It_is_listed_with_all_tasks_of_both_papers_and_stand_ins()
    {
        Assert.Contains("gue", Suite.Names);
        var published = Gue.Tasks.Where(task => task.StandsInFor is null).ToArray();
        Assert.Equal(28, published.Count(task => task.Data!.Folder != "gue/EAP"));
        Assert.Equal(["EAP_dev", "EAP_hk"], published.Where(task => task.Data!.Folder == "gue/EAP").Select(task => task.Name));
        Assert.Equal(27 * 10 + 5 + 2 * 5, published.Sum(task => task.Published.Count));
        Assert.Equal(11, Gue.Tasks.Count(task => task.StandsInFor is not null));
    }

    [Theory]
    [MemberData(nameof(Tasks))]
    public void Every_task_names_files_and_regimes_that_are_recipes(string name)
    {
        SuiteTask task = Task(name);

        Assert.All(task.Files, file => Assert.StartsWith("gue/", file, StringComparison.Ordinal));
        Assert.Equal(name switch { "covid" => "macro_f1", "EAP_dev" or "EAP_hk" => "pearson", _ => "mcc" }, task.Metric);
        Assert.All(task.Published, row => Assert.Equal([task.Metric], row.Values.Keys));
        Assert.All(task.Published, row => Assert.Contains(row.Regime.Contains("Liang", StringComparison.Ordinal) ? "Liang et al.: " : "Zhou et al.: ", row.Regime));
        Assert.Equal(name == "covid" ? [] : Gue.Description.Regimes.Keys, task.Regimes.Keys);
        foreach (string regime in new[] { task.Recipe, task.Scratch! }.Concat(task.Regimes.Values))
            RecipeBinder.Bind<FinetuneRecipe>(Path.Combine(Gue.Folder, regime), ["run=x", "data.folder=y"]);
    }

    // Of the papers' tables, looked up by hand.
    [Theory]
    [InlineData("EMP_H3", "NT, tokens side by side", 0.6967)]
    [InlineData("EMP_H3K4me2", "NT, overlapping tokens", 0.2759)]
    [InlineData("EMP_H3K79me3", "RandomMask", 0.7267)]
    [InlineData("EMP_H4", "DNABERT-2, trained further", 0.8186)]
    [InlineData("EMP_H4ac", "HyenaDNA", 0.5450)]
    [InlineData("mouse_0", "NT-2500M-multi", 0.6331)]
    [InlineData("mouse_3", "DNABERT-6 (Zhou et al.)", 0.4489)]
    [InlineData("tf_4", "DNABERT-2", 0.7743)]
    [InlineData("prom_core_tata", "DNABERT-3", 0.7815)]
    [InlineData("prom_core_notata", "DNABERT-6 (Liang et al.)", 0.7188)]
    [InlineData("prom_300_all", "DNABERT-2", 0.8677)]
    [InlineData("splice", "RandomMask", 0.8720)]
    [InlineData("covid", "DNABERT-6 (Zhou et al.)", 0.5550)]
    [InlineData("EAP_hk", "RandomMask", 0.6956)]
    public void Published_figures_are_those_of_the_papers(string task, string system, double value) =>
        Assert.Equal(value, ValueOf(Task(task), system));

    // The means that the paper prints of its own rows.
    [Theory]
    [InlineData("NT, tokens side by side", 45.37)]
    [InlineData("NT, overlapping tokens", 46.47)]
    [InlineData("HyenaDNA", 61.01)]
    [InlineData("DNABERT-6 (Liang et al.)", 51.81)]
    [InlineData("RandomMask", 65.83)]
    public void The_mean_over_histones_is_the_one_that_was_printed(string system, double percent)
    {
        SuiteTask[] histones = [.. Gue.Tasks.Where(task => task.Group == "EMP, histones of yeast")];

        Assert.Equal(10, histones.Length);
        Assert.Equal(percent, 100 * histones.Average(task => ValueOf(task, system)), 0.0051);
    }

    [Fact]
    public void RandomMask_is_the_best_of_its_table_in_25_of_28_tasks_as_the_page_says()
    {
        var table = Gue.Tasks.Where(task => task.Published.Any(row => row.System == "RandomMask") && task.Name != "EAP_hk").ToArray();
        var surpassed = table.Where(task => LiangSystems.Any(system => ValueOf(task, system) > ValueOf(task, "RandomMask")));

        Assert.Equal(28, table.Length);
        Assert.Equal(["mouse_2", "prom_core_notata", "prom_300_tata"], surpassed.Select(task => task.Name));
    }

    [Fact]
    public void Figures_that_were_exchanged_in_print_are_quoted_with_their_doubt()
    {
        var doubtful = Gue.Tasks.SelectMany(task => task.Published.Where(row => row.Doubt is not null).Select(row => (task.Name, row.System)));

        Assert.Equal(
        [
            ("prom_300_notata", "NT, tokens side by side"), ("prom_300_notata", "HyenaDNA"),
            ("prom_300_tata", "NT, tokens side by side"), ("prom_300_tata", "HyenaDNA"),
        ], doubtful);
    }

    [Theory]
    [InlineData("EMP_H3", 3, null, 50)]
    [InlineData("prom_300_tata", 10, null, 50)]
    [InlineData("prom_core_all", 4, null, 50)]
    [InlineData("splice", 5, null, 50)]
    [InlineData("mouse_2", null, 1000, 30)]
    [InlineData("tf_0", 3, null, 30)]
    public void The_usual_regime_is_that_of_the_scripts_of_DNABERT_2(string task, int? epochs, int? steps, int warmup)
    {
        var recipe = Regime(Task(task).Recipe);

        Assert.Equal((epochs, steps, warmup, 32, 3e-5, 0.01, "loss"), (recipe.Training.Epochs, recipe.Training.Steps, recipe.Training.WarmupSteps,
            recipe.Training.BatchSize, recipe.Training.LearningRate, recipe.Training.WeightDecay, recipe.SelectBy));
    }

    [Theory]
    [InlineData("EMP_H4", "liang", 100, 3e-5, 32)]
    [InlineData("EMP_H4", "liang_1e-4", 100, 3e-5, 32)]
    [InlineData("tf_1", "liang_1e-4", 10, 1e-4, 32)]
    [InlineData("mouse_1", "liang", 10, 3e-5, 32)]
    [InlineData("prom_core_tata", "liang", 10, 3e-5, 32)]
    [InlineData("prom_300_tata", "liang_1e-4", 5, 1e-4, 32)]
    [InlineData("splice", "liang", 10, 3e-5, 32)]
    [InlineData("EAP_dev", "liang", 10, 3e-5, 64)]
    public void The_other_regimes_are_those_of_the_appendix_of_RandomMask(string task, string regime, double epochs, double rate, int batch)
    {
        var training = Regime(Task(task).Regimes[regime]).Training;

        Assert.Equal((epochs, rate, batch, 0), (training.Epochs, training.LearningRate, training.BatchSize, training.WeightDecay));
    }

    [Fact]
    public void A_stand_in_trains_on_dev_scores_the_test_rows_and_compares_with_nothing()
    {
        SuiteTask task = Task("EMP_H3_from_dev");

        Assert.Equal(("gue/EMP/H3/dev.csv", "gue/EMP/H3/test.csv", null, 0.1), (task.Data!.Train, task.Data.Test, task.Data.Dev, task.Data.DevFraction));
        Assert.StartsWith("EMP_H3,", task.StandsInFor, StringComparison.Ordinal);
        Assert.Empty(task.Published);
        Assert.Null(task.Sizes);
    }

    private static SuiteTask Task(string name) => Gue.Tasks.Single(task => task.Name == name);

    private static double ValueOf(SuiteTask task, string system) => task.Published.Single(row => row.System == system).Values[task.Metric];

    private static FinetuneRecipe Regime(string file) =>
        RecipeBinder.Bind<FinetuneRecipe>(Path.Combine(Gue.Folder, file), ["run=x", "data.folder=y"]);
}
