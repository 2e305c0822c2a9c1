using Cistron.Runs.Folders;
using Cistron.Runs.Plots;
using Cistron.Training.Recipes;
using Cistron.Training.Reports;
using Cistron.Training.Tests.Examples;
using Cistron.Training.Tests.Reports;
using Cistron.Training.Verbs;

namespace Cistron.Training.Tests.Sweeps;

public sealed class SweepChartsTests
{
    private static readonly string[] Seeds = ["1", "2", "3"];

    [Fact]
    public void One_numeric_factor_is_an_axis_with_the_mean_of_the_replicates_beside_the_baseline()
    {
        var sweep = Sweep([("data.train_rows", ["20", "200", "2000"])], baseline: true);

        Plot plot = Assert.Single(new SweepCharts(sweep).Figures()).Plot;

        Assert.Equal("MCC against train_rows", plot.Title);
        // Means over the seeds' 0.00, 0.01 and 0.02 above 0.1 a place.
        Assert.Contains("model: from 0.01 at 20 to 0.21 at 2,000, lowest 0.01, highest 0.21.", plot.Description);
        Assert.Contains("k-mer baseline: from 0.5 at 20 to 0.5 at 2,000", plot.Description);
    }

    [Fact]
    public void Of_two_factors_the_numeric_one_is_the_axis_and_the_other_makes_lines()
    {
        var sweep = Sweep([("arm", ["scratch", "pre-trained"]), ("data.train_rows", ["20", "200"])]);

        Plot plot = Assert.Single(new SweepCharts(sweep).Figures()).Plot;

        Assert.Equal("MCC against train_rows", plot.Title);
        Assert.Contains("scratch: from 0.01 at 20 to 0.11 at 200", plot.Description);
        Assert.Contains("pre-trained: from 0.11 at 20 to 0.21 at 200", plot.Description);
    }

    [Fact]
    public void Two_factors_of_words_are_groups_of_methods()
    {
        var sweep = Sweep([("arm", ["scratch", "pre-trained"]), ("head.pooling", ["mean", "cls"])]);

        Plot plot = Assert.Single(new SweepCharts(sweep).Figures()).Plot;

        Assert.Equal("MCC by arm and pooling", plot.Title);
        Assert.Contains("scratch: pooling mean 0.01 (−0.01484 to 0.03484), pooling cls 0.11", plot.Description);
    }

    [Fact]
    public void Of_many_factors_each_is_shown_over_all_values_of_the_others()
    {
        var sweep = Sweep([("model.layers", ["6", "12"]), ("arm", ["a", "b"]), ("tokenizer.k", ["3", "6"])]);

        var figures = new SweepCharts(sweep).Figures();

        Assert.Equal(["MCC against layers", "MCC by arm", "MCC against k"], figures.Select(figure => figure.Plot.Title));
        // Places of the others are 0, 1, 1 and 2, so 0.1 on average, and the seeds 0.01.
        Assert.Contains("mean of cells: from 0.11 at 6 to 0.21 at 12", figures[0].Plot.Description);
    }

    [Fact]
    public void A_sweep_over_seeds_alone_is_one_mean() =>
        Assert.Contains("all cells 0.01 ", Assert.Single(new SweepCharts(Sweep([])).Figures()).Plot.Description);

    [Fact]
    public void A_factor_with_one_value_is_no_factor() =>
        Assert.Equal("MCC by arm", Assert.Single(
            new SweepCharts(Sweep([("arm", ["a", "b"]), ("tokenizer.k", ["3"])])).Figures()).Plot.Title);

    [Fact]
    public void Courses_have_a_mean_at_the_steps_that_all_cells_of_a_value_share()
    {
        using var folder = new TemporaryFolder();
        var sweep = Sweep([("training.steps", ["10", "20"])], seeds: 2);
        RunPaths PathsOf(CellResult cell) => new(folder[cell.Name]);
        foreach (CellResult cell in sweep.Cells)
        {
            Directory.CreateDirectory(PathsOf(cell).Root);
            using var log = new MetricsLog(PathsOf(cell).Metrics);
            for (int step = 1; step <= int.Parse(cell.Factors["training.steps"]); step++)
            {
                double mcc = step / 100.0 * int.Parse(cell.Factors["seed"]);
                log.Append(step, 1, 1, 1, step % 5 == 0 ? [("loss", 1), ("validation_mcc", mcc)] : [("loss", 1)]);
            }
        }

        Plot plot = Assert.Single(new SweepCurves(sweep, PathsOf).Figures()).Plot;

        Assert.Equal("MCC while training by steps", plot.Title);
        Assert.Contains("steps 10: from 0.075 at 5 to 0.15 at 10", plot.Description);
        Assert.Contains("steps 20: from 0.075 at 5 to 0.3 at 20", plot.Description);
        Assert.Contains("Behind them 4 single courses.", plot.Description);
    }

    [Fact]
    public void The_page_names_the_best_group_and_holds_every_cell()
    {
        var sweep = Sweep([("arm", ["a", "b"]), ("data.train_rows", ["20", "200"])], baseline: true);

        string page = SampleReports.Parse(new SweepReport
        {
            Recipe = new SweepRecipe { Run = sweep.Folder, Verb = sweep.Verb },
            Result = sweep,
            Environment = SampleReports.Environment,
        }.Page()).Value;

        Assert.Contains("12 of 12 cells of finetune are finished. The best mean MCC on test rows is 0.210, with arm b, "
            + "data.train_rows 200.", page);
        Assert.All(sweep.Cells, cell => Assert.Contains(cell.Name, page));
        Assert.Contains("./cistron sweep runs/sweep/recipe.yaml", page);
    }

    /// <summary>
    /// Every combination; a cell's MCC is 0.1 for each place of its values in their lists, and 0.01 for that of its seed.
    /// </summary>
    private static SweepResult Sweep(IReadOnlyList<(string Key, string[] Values)> factors, bool baseline = false, int seeds = 3)
    {
        List<((string, string)[] Factors, double Value)> points = [([], 0)];
        foreach (var (key, values) in factors)
            points = [.. points.SelectMany(point => values.Select((value, i) =>
                (((string, string)[])[.. point.Factors, (key, value)], point.Value + 0.1 * i)))];
        var cells = points.SelectMany(point => Seeds.Take(seeds).Select((seed, i) =>
            SampleSweeps.Cell([.. point.Factors, ("seed", seed)]).With(point.Value + 0.01 * i, baseline ? 0.5 : null)));
        return SampleSweeps.Of([.. factors.Select(factor => factor.Key), "seed"], "seed", [.. cells]);
    }
}
