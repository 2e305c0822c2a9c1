using System.Diagnostics;
using Cistron.Data.Reports;
using Cistron.Runs.Folders;
using Cistron.Runs.Plots;
using Cistron.Runs.Recipes;
using Cistron.Runs.Reports;
using Cistron.Training.Recipes;
using Cistron.Training.Reports;
using Cistron.Training.Tests.Examples;
using Estimate = Cistron.Evaluation.Metrics.Estimate;

namespace Cistron.Training.Tests.Reports;

public sealed class RunReportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Plots_are_named_after_their_titles_and_stay_in_their_folder()
    {
        RunPaths run = new(_folder["run"]);
        string[] titles = ["Loss", "ROC: ../../etc/passwd", "ROC: <b>", "ROC: b", "…", new string('x', 300)];

        RunReport.Write(run, new ReportPage("Page", new ReportSection("Plots", new Figures([.. titles.Select(title =>
            new Figure(new LineChart(title, new Axis("x"), new Axis("y"), []).Draw(), ""))]))));

        Assert.Equal(
            ["loss.svg", "plot.svg", "roc-b-2.svg", "roc-b.svg", "roc-etc-passwd.svg", new string('x', 60) + ".svg"],
            Directory.GetFiles(run.Plots).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(["plots", "report.html"], Directory.GetFileSystemEntries(run.Root).Select(Path.GetFileName).Order());
    }

    [Theory]
    [InlineData("runs/ecoli", "./cistron predict model=runs/ecoli")]
    [InlineData("my runs/it's", """./cistron predict 'model="my runs/it'\''s"'""")]
    [InlineData("", """./cistron predict 'model=""'""")]
    public void Arguments_are_quoted_where_they_must_be(string model, string command) =>
        Assert.Equal(command, CommandText.Of("predict", null, ("model", model)));

    [Theory]
    [InlineData("plain")]
    [InlineData("two words and 'quotes' and \"quotes\" and \\ and $HOME and `ls` and !")]
    [InlineData("a: b # c")]
    [InlineData("[1, 2]")]
    public void A_command_gives_the_recipe_the_value_that_it_was_made_of(string value)
    {
        string command = CommandText.Of("predict", null, ("model", value), ("input", "in.fa"));

        string[] words = WordsOf(command);

        var recipe = RecipeBinder.Bind<PredictRecipe>((RecipeText?)null, words[2..]);
        Assert.Equal(value, recipe.Model);
        Assert.Equal(["./cistron", "predict"], words[..2]);
    }

    [Theory]
    [InlineData(0.1, 0.05, 0.15, "The model is better than the baseline on these rows: the difference is +0.100")]
    [InlineData(-0.1, -0.15, -0.05, "The model is worse than the baseline on these rows: the difference is -0.100")]
    [InlineData(0.1, -0.05, 0.25, "These rows do not tell the model from the baseline: the difference is +0.100")]
    [InlineData(double.NaN, double.NaN, double.NaN, "How the model compares with the baseline cannot be told")]
    public void The_verdict_says_no_more_than_the_interval_allows(
        double value, double lower, double upper, string verdict)
    {
        var difference = new Estimate(value, lower, upper);

        Assert.StartsWith(verdict, ReportText.Verdict(difference, "the model", "the baseline"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_undefined_is_a_dash()
    {
        Estimate undefined = new(double.NaN, double.NaN, double.NaN);

        Assert.Equal("–", ReportText.Number(undefined.Value));
        Assert.Equal("–", ReportText.Interval(undefined));
        Assert.Equal("–", ReportText.Value(undefined));
    }

    [Fact]
    public void Small_numbers_do_not_become_zero() => Assert.Equal("1.0e-4", ReportText.Number(1e-4));

    /// <summary>The words that a shell makes of a command.</summary>
    private static string[] WordsOf(string command)
    {
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"printf '%s\\n' {command}"])
        {
            RedirectStandardOutput = true,
        })!;
        string words = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        return words.TrimEnd('\n').Split('\n');
    }
}
