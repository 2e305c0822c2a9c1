using Cistron.Data.Recipes;
using Cistron.Data.Reports;
using Cistron.Data.Verbs;
using Cistron.Runs.Recipes;
using Cistron.Sequences.Datasets;
using Cistron.Training.Recipes;
using Cistron.Training.Verbs;

namespace Cistron.Training.Suites;

/// <summary>The fine-tuning runs of one task of a suite.</summary>
/// <param name="suite">The suite.</param>
/// <param name="task">The task.</param>
/// <param name="benchmark">The benchmark that runs it.</param>
/// <param name="data">The folder of the suite's files.</param>
internal sealed class TaskCells(Suite suite, SuiteTask task, BenchmarkRecipe benchmark, string data)
{
    /// <summary>The task.</summary>
    public SuiteTask Task => task;

    /// <summary>The files that are not there, as they were looked for; of a folder the tables to train and to score on.</summary>
    public IReadOnlyList<string> MissingFiles => [.. task.Files.Select(Below).SelectMany(path =>
        File.Exists(path) ? [] : Directory.Exists(path) ? MissingTables(path) : new[] { path })];

    private ReadsRecipe? Reads => task.Reads is { } reads
        ? reads with { Input = Below(reads.Input), Output = Path.Combine(benchmark.Run, "reads", reads.Output) } : null;

    /// <summary>The run folder of one seed.</summary>
    public string FolderOf(int seed) => Path.Combine(benchmark.Run, task.Name, $"seed-{seed}");

    /// <summary>
    /// The recipe of one run: that of the benchmark or else a published regime, with the data and the seed of the run.
    /// </summary>
    /// <exception cref="RecipeException">It is wrong.</exception>
    public FinetuneRecipe RecipeOf(int seed)
    {
        string recipe = benchmark.Recipe ?? Path.Combine(suite.Folder, benchmark switch
        {
            { Regime: { } regime } => task.Regimes[regime],
            { Model: null } => task.Scratch ?? task.Recipe,
            _ => task.Recipe,
        });
        var fixedKeys = new FinetuneRecipe
        {
            Run = FolderOf(seed), Device = benchmark.Device, Pretrained = benchmark.Model, Data = Data(),
        };
        // What differs from the defaults is laid over the recipe, whose other keys of `data` stay.
        var arguments = RecipeDifference.Between(RecipeWriter.Write(new FinetuneRecipe()), RecipeWriter.Write(fixedKeys))
            .Select(difference => $"{difference.Key}={difference.New}");
        return RecipeBinder.Bind<FinetuneRecipe>(recipe, [.. arguments, $"seed={seed}"]);
    }

    /// <summary>How a run was trained, as published rows say it of theirs: "5 epochs, rate 5.0e-4".</summary>
    public string RegimeOf(int seed, FinetuneResult result)
    {
        var rates = RecipeOf(seed).Training.AllPhases.Select(phase => ReportText.Rate(phase.LearningRate!.Value)).Distinct();
        string epochs = ReportText.Short(Math.Round(result.Epochs, 1));
        return $"{(result.Pretrained is null ? "from scratch, " : "")}{epochs} epoch{(epochs == "1" ? "" : "s")}, rate {string.Join(", then ", rates)}";
    }

    /// <summary>Simulates the task's reads, if it needs any and they are not there.</summary>
    public void Prepare(IRunLog log, CancellationToken stop)
    {
        if (Reads is { } reads && !Directory.Exists(reads.Output))
            Sequencing.Run(reads, log, stop);
    }

    private LabelledDataRecipe Data() => Reads is { } reads ? new LabelledDataRecipe { Folder = reads.Output } : task.Data! with
    {
        Folder = BelowIfAny(task.Data.Folder),
        Train = BelowIfAny(task.Data.Train),
        Dev = BelowIfAny(task.Data.Dev),
        Test = BelowIfAny(task.Data.Test),
        Classes = task.Data.Classes.ToDictionary(one => one.Key, one => Below(one.Value)),
        TestClasses = task.Data.TestClasses.ToDictionary(one => one.Key, one => Below(one.Value)),
    };

    private IEnumerable<string> MissingTables(string folder)
    {
        if (!DatasetFolder.IsIn(folder))
            yield return Path.Combine(folder, "train.csv");
        if (!DatasetFolder.HasTest(folder) && task.Data!.TestFraction is null)
            yield return Path.Combine(folder, "test.csv");
    }

    // A table may also be there compressed.
    private string Below(string file) => Path.Combine(data, file) is var path && !File.Exists(path) && File.Exists($"{path}.gz")
        ? $"{path}.gz" : path;

    private string? BelowIfAny(string? file) => file is null ? null : Below(file);
}
