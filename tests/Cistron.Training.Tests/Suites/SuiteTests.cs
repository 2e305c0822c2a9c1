using Cistron.Runs.Recipes;
using Cistron.Sequences.Formats;
using Cistron.Training.Suites;
using Cistron.Training.Tests.Examples;

namespace Cistron.Training.Tests.Suites;

public sealed class SuiteTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void A_folder_with_a_suite_is_one()
    {
        var tiny = new TinySuite(_temporary);
        tiny.Task("a", "motif.csv", "subsets: [{train_rows: 10}]\n");
        tiny.Recipe("a");

        Suite suite = Suite.Open(tiny.Folder);

        Assert.Equal("Tiny", suite.Description.Title);
        Assert.Equal(["a", "a_10"], suite.Tasks.Select(task => task.Name));
        Assert.Equal(["motif.csv"], suite.Tasks[1].Files);
    }

    [Fact]
    public void What_is_no_suite_is_told_with_those_that_there_are() =>
        Fault.Of<InputException>(() => Suite.Open("ulmfi"), "there is no suite 'ulmfi'", "ulmfit", "suite.yaml");

    [Fact]
    public void A_task_whose_name_would_leave_the_run_folder_is_refused()
    {
        var tiny = new TinySuite(_temporary);
        tiny.Recipe("../a");

        Fault.Of<InputException>(() => Suite.Open(tiny.Folder), "suite.yaml", "a task is called '../a'");
    }

    [Theory]
    [InlineData("data: {train: a.csv}\nmetric: mc\nstands_in_for: b\n", "metric is 'mc', which is no metric")]
    [InlineData("metric: mcc\nstands_in_for: b\n", "data must be there, or else 'reads'")]
    [InlineData("data: {train: a.csv}\nmetric: mcc\n", "published is empty")]
    [InlineData("data: {train: a.csv}\nmetric: mcc\npublished: [{system: x, values: {mccc: 1}}]\n", "values name 'mccc', which is no metric")]
    [InlineData("data: {}\nmetric: mcc\nstands_in_for: b\n", "data.folder is missing")]
    public void Faults_of_a_task_are_sentences_with_their_file(string special, string expected)
    {
        var tiny = new TinySuite(_temporary);
        tiny.Write("a", special);
        tiny.Recipe("a");

        Fault.Of<RecipeException>(() => Suite.Open(tiny.Folder), "a.yaml:", expected);
    }

    [Fact]
    public void A_named_regime_is_chosen_with_the_tasks_that_have_it()
    {
        var tiny = new TinySuite(_temporary);
        tiny.Task("a", "motif.csv", "regimes: {short: recipes/usual.yaml}\n");
        tiny.Task("b", "motif.csv");
        var recipe = tiny.Recipe("a", "b") with { Regime = "short" };
        Suite suite = Suite.Open(tiny.Folder);

        Assert.Equal(["a"], suite.Chosen(recipe).Select(task => task.Name));
        Assert.Equal(["a", "b"], suite.Chosen(recipe with { Regime = null }).Select(task => task.Name));
        Fault.Of<RecipeException>(() => suite.Chosen(recipe with { Tasks = ["b"] }), "regime", "'short', which b does not have");
        Fault.Of<RecipeException>(() => suite.Chosen(recipe with { Regime = "shorter" }), "regime", "'shorter'", "did you mean 'short'?");
    }

    [Fact]
    public void A_task_with_a_regime_that_its_suite_does_not_describe_is_refused()
    {
        var tiny = new TinySuite(_temporary);
        tiny.Task("a", "motif.csv", "regimes: {longer: recipes/usual.yaml}\n");
        tiny.Recipe("a");

        Fault.Of<InputException>(() => Suite.Open(tiny.Folder), "a.yaml", "'longer'", "suite.yaml");
    }
}
