using Cistron.Data.Reports;
using Cistron.Evaluation.Metrics;
using Cistron.Runs.Plots;
using Cistron.Runs.Reports;
using Cistron.Training.Recipes;
using Cistron.Training.Suites;
using Cistron.Training.Verbs;

namespace Cistron.Training.Reports;

/// <summary>The page of a benchmark: each task with the model, its baselines and what was published.</summary>
/// <param name="recipe">The suite and the model.</param>
/// <param name="result">What came out.</param>
/// <param name="environment">What it ran on.</param>
public sealed class BenchmarkReport(BenchmarkRecipe recipe, BenchmarkResult result, RunEnvironment environment)
{
    /// <summary>The page.</summary>
    public ReportPage Page() => new($"{result.Suite}: {RunFacts.NameOf(result.Run)}",
    [
        new ReportSection("All tasks", [.. BenchmarkOverview.Of(result)]),
        .. result.Tasks.Select(task => new ReportSection(task.Task.Title, [.. TaskBlocks(task)])),
        .. result.Missing.Count > 0 ? new[] { new ReportSection("Tasks whose files are not there", Missing()) } : [],
        new ReportSection("What the numbers do and do not show", [.. Limits().Select(text => new Paragraph(text))]),
        new ReportSection("Commands", [.. Commands()]),
        new ReportSection("Environment", RunFacts.Environment(environment)),
    ])
    {
        Lead = Lead(),
        Summary = [.. Faults().Select(Callout.Warning)],
        Footer = $"Cistron {environment.Cistron}. The numbers of this page are in `result.json` and, a row for each, in `table.tsv`; "
            + "every run has its own page in its folder.",
    };

    private string Lead()
    {
        string model = result.Model is { } folder ? $"`{folder}`, fine-tuned" : "A model from scratch";
        string regime = result.Recipe is { } own ? $"the recipe `{own}`" : result.Regime is { } named ? $"the suite's regime `{named}`"
            : "the suite's regime of each task";
        return $"{model} on {Count(result.Tasks.Count, "task")} of {result.Suite} with {regime}, {Count(recipe.Seeds.Count, "seed")} each. "
            + $"{Count(result.Missing.Count, "task")} of the suite {(result.Missing.Count == 1 ? "is" : "are")} left out, because files are not there.";
    }

    private static string Count(int count, string what) => $"{ReportText.Count(count)} {what}{(count == 1 ? "" : "s")}";

    private IEnumerable<string> Faults() => result.Tasks.SelectMany(task => task.Cells.Where(cell => cell.Fault is not null)
        .Select(cell => $"{task.Task.Title}, seed {cell.Seed}, was not done: {cell.Fault}"));

    private static IEnumerable<ReportBlock> TaskBlocks(TaskResult task)
    {
        yield return new Paragraph($"{task.Task.Question} Source: {task.Task.Source}."
            + (task.Task.StandsInFor is { } other ? $" Stands in for {other}." : ""));
        if (Verdict(task) is { } verdict)
            yield return verdict;
        if (task.Systems.Count > 0)
        {
            var chart = new ComparisonChart(task.Task.Title, new Axis(TaskMetric.TitleOf(task.Task.Metric)!), new ComparisonGroup("",
                [.. BenchmarkScores.Measured(task), .. task.Task.Published.Where(row => row.Values.ContainsKey(task.Task.Metric)).Select(row =>
                    BenchmarkScores.Quoted($"{row.System}{BenchmarkScores.Mark(row)}", row.Values[task.Task.Metric]))])) { Width = 720 };
            yield return new Figures(new Figure(chart.Draw(), Rows(task)));
            yield return Scores(task);
            foreach (var row in task.Task.Published.Where(row => row.Doubt is not null))
                yield return new Paragraph($"{BenchmarkScores.DoubtMark} {row.System}: {row.Doubt}");
        }
        foreach (string warning in task.Warnings)
            yield return Callout.Warning(warning);
        foreach (string note in task.Task.Notes)
            yield return Callout.Note(note);
    }

    private static string Rows(TaskResult task)
    {
        var done = task.Cells.Where(cell => cell.Fault is null).ToArray();
        string train = string.Join(" to ", done.Select(cell => cell.TrainRows).Order().Select(rows => ReportText.Count(rows)).Distinct());
        string judged = string.Join(" to ", done.Select(cell => cell.JudgedRows).Order().Select(rows => ReportText.Count(rows)).Distinct());
        return $"{train} training rows; {judged} rows scored once. Hollow dots are published figures.";
    }

    /// <summary>What a linear model makes of the task is the first thing to know of a published figure.</summary>
    private static ReportBlock? Verdict(TaskResult task)
    {
        if (task.Best is not { } best || task.Of(SystemScore.Model) is not { } model)
            return null;
        string metric = task.Task.Metric, title = TaskMetric.TitleOf(metric)!;
        double published = best.Values[metric], reached = model.Metrics[metric].Mean;
        string text = $"The best published {title} is {ReportText.Number(published)}, by {BenchmarkScores.Origin(best)}; the model "
            + $"({task.Regime}) reaches {ReportText.Number(reached)}.";
        var linear = task.Systems.Where(system => system.System != SystemScore.Model).MaxBy(system => system.Metrics[metric].Mean);
        return linear is not null && linear.Metrics[metric].Mean >= published
            ? Callout.Warning($"{text} The {linear.System}, a linear model, reaches {ReportText.Number(linear.Metrics[metric].Mean)} on the same rows: "
                + "what was published does not show that the task needs a language model.")
            : new Paragraph(text);
    }

    private static Table Scores(TaskResult task)
    {
        string[] others = [.. TaskMetric.Names.Where(name => name != task.Task.Metric
            && (task.Task.Published.Any(row => row.Values.ContainsKey(name)) || name == Metric.Accuracy.Name || name == Metric.Mcc.Name)
            && task.Systems.Any(system => system.Metrics.ContainsKey(name)))];
        return new Table(task.Task.Title,
            [
                Column.Words("system"), Column.Words("origin"), Column.Numbers(TaskMetric.TitleOf(task.Task.Metric)!),
                Column.Numbers("95 % interval"), Column.Numbers("seeds"),
                .. others.Select(name => Column.Numbers(TaskMetric.TitleOf(name)!)), Column.Words("regime"),
            ],
            [
                .. task.Systems.Select(system => (IReadOnlyList<string>)
                    [
                    system.System, "measured", .. BenchmarkScores.Cells(system, task.Task.Metric),
                    .. others.Select(name => BenchmarkScores.Mean(system, name)), system.System == SystemScore.Model ? task.Regime : "",
                ]),
                .. task.Task.Published.Select(row => (IReadOnlyList<string>)
                    [
                    row.System, "published", BenchmarkScores.Value(row, task.Task.Metric), "–", "–",
                    .. others.Select(name => BenchmarkScores.Value(row, name)), row.Regime,
                ]),
            ]);
    }

    private Table Missing() => new("Bring these files to run the tasks too", [Column.Words("task"), Column.Words("files"), Column.Words("what they are")],
        [.. result.Missing.GroupBy(task => (Files: string.Join(", ", task.Files), task.Bring)).Select(tasks =>
            (IReadOnlyList<string>)[string.Join("; ", tasks.Select(task => task.Title)), tasks.Key.Files, tasks.Key.Bring])]);

    private IEnumerable<string> Limits() =>
    [
        result.Citation,
        "Published figures are from other rows than these where the source's division is not to be had, and from single runs without an "
            + "interval. A model is better than a published figure only where its whole interval lies above it and the rows are the same; "
            + "on this page that is never proven.",
        "An interval is the mean of the runs' intervals over the choice of test rows: what one run on other rows might give. The small dots "
            + "show how much the seed matters, which draws new weights, the order of rows and, where a task has no division, the division.",
        "Both baselines are linear models, fitted on the same training rows and chosen on the same dev rows. What they reach needs no language model.",
    ];

    private IEnumerable<ReportBlock> Commands() =>
    [
        new CommandBlock(CommandText.Of("benchmark", Path.Combine(result.Run, "recipe.yaml")), "Go on, after files were brought or runs failed"),
        .. result.Tasks.SelectMany(task => task.Cells.Where(cell => cell.Fault is null).Take(1)).Take(1).Select(cell => new CommandBlock(
            CommandText.Of("finetune", Path.Combine(cell.Folder, "recipe.yaml"), ("run", $"{cell.Folder}-again")), "Repeat one run alone")),
    ];
}
