using Cistron.Evaluation.Metrics;
using Cistron.Training.Suites;

namespace Cistron.Training.Verbs;

/// <summary>What a benchmark came to: the content of its <c>result.json</c>.</summary>
public sealed record BenchmarkResult
{
    /// <summary>The suite's name for people.</summary>
    public required string Suite { get; init; }

    /// <summary>Who published it.</summary>
    public required string Source { get; init; }

    /// <summary>What to cite, and how its figures are to be read.</summary>
    public required string Citation { get; init; }

    /// <summary>The run folder.</summary>
    public required string Run { get; init; }

    /// <summary>The model folder that was fine-tuned; null for random weights.</summary>
    public required string? Model { get; init; }

    /// <summary>The recipe for all tasks; null for the published regimes.</summary>
    public required string? Recipe { get; init; }

    /// <summary>The named regime of the suite; null for the usual one of each task.</summary>
    public string? Regime { get; init; }

    /// <summary>The folder of the tasks' files.</summary>
    public required string Data { get; init; }

    /// <summary>The tasks that were run.</summary>
    public required IReadOnlyList<TaskResult> Tasks { get; init; }

    /// <summary>The tasks whose files are not there.</summary>
    public required IReadOnlyList<MissingTask> Missing { get; init; }

    /// <summary>Runs that are not done, because the benchmark was stopped; the same command goes on.</summary>
    public required int RunsLeft { get; init; }

    /// <summary>Runs that could not be done.</summary>
    public int Failures => Tasks.Sum(task => task.Cells.Count(cell => cell.Fault is not null));
}

/// <summary>What a task came to.</summary>
/// <param name="Task">The task, with its published rows.</param>
/// <param name="Cells">Its runs, one for each seed.</param>
/// <param name="Systems">The model and its baselines over all runs that were done; empty when none was.</param>
/// <param name="Warnings">What the runs warn of, each sentence once.</param>
public sealed record TaskResult(
    SuiteTask Task, IReadOnlyList<BenchmarkCell> Cells, IReadOnlyList<SystemScore> Systems, IReadOnlyList<string> Warnings)
{
    /// <summary>The scores of a system; null when it was not measured.</summary>
    public SystemScore? Of(string system) => Systems.FirstOrDefault(score => score.System == system);

    /// <summary>How the model was trained, as the first run was: "5 epochs, rate 5.0e-4".</summary>
    public string Regime { get; init; } = "";

    /// <summary>The published row with the highest value of the task's metric that is not in doubt; null when none has it.</summary>
    public PublishedRow? Best => Task.Published.Where(row => row.Doubt is null && row.Values.ContainsKey(Task.Metric))
        .MaxBy(row => Metric.All.All(metric => metric.Name != Task.Metric || metric.HigherIsBetter)
            ? row.Values[Task.Metric] : -row.Values[Task.Metric]);
}

/// <summary>One run of a task.</summary>
/// <param name="Seed">Its seed.</param>
/// <param name="Folder">Its run folder.</param>
/// <param name="TrainRows">Rows trained on.</param>
/// <param name="JudgedRows">Rows that were scored once.</param>
/// <param name="Fault">Why it could not be done; null when it was.</param>
public sealed record BenchmarkCell(int Seed, string Folder, int TrainRows, int JudgedRows, string? Fault);

/// <summary>What one method reached on a task.</summary>
/// <param name="System">model, k-mer baseline or position baseline.</param>
/// <param name="Metrics">Its metrics by name.</param>
public sealed record SystemScore(string System, IReadOnlyDictionary<string, SeedScore> Metrics)
{
    /// <summary>The model that the benchmark is about.</summary>
    public const string Model = "model";

    /// <summary>Counts of k-mers with a linear model.</summary>
    public const string Kmers = "k-mer baseline";

    /// <summary>Letters by place with a linear model; only where all sequences have one length.</summary>
    public const string Positions = "position baseline";
}

/// <summary>A metric over the seeds of a task.</summary>
/// <param name="Mean">The mean of the runs.</param>
/// <param name="Lower">The mean of the lower ends of the runs' 95 % bootstrap intervals: how much one run's test rows matter.</param>
/// <param name="Upper">The mean of the upper ends.</param>
/// <param name="Values">The value of each run.</param>
public sealed record SeedScore(double Mean, double Lower, double Upper, IReadOnlyList<double> Values)
{
    /// <summary>Sums the runs up.</summary>
    public static SeedScore Of(IReadOnlyList<Estimate> runs) => new(
        runs.Average(run => run.Value), runs.Average(run => run.Lower), runs.Average(run => run.Upper),
        [.. runs.Select(run => run.Value)]);
}

/// <summary>A task whose files are not there.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="Files">The files that were looked for.</param>
/// <param name="Bring">What they are and where to get them.</param>
public sealed record MissingTask(string Name, string Title, IReadOnlyList<string> Files, string Bring);
