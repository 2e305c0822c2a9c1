using Cistron.Models.Folders;
using Cistron.Runs.Folders;
using Cistron.Runs.Recipes;
using Cistron.Sequences.Formats;
using Cistron.Torch;
using Cistron.Training.Recipes;
using Cistron.Training.Reports;
using Cistron.Training.Suites;

namespace Cistron.Training.Verbs;

/// <summary>
/// The verb <c>benchmark</c>: a suite and a model in, its tables with the model, its baselines and what was published out.
/// </summary>
public static class Benchmarking
{
    /// <summary>The variable of the environment that names the data folder.</summary>
    public const string DataVariable = "CISTRON_DATA";

    /// <summary>
    /// Runs every task whose files are there with every seed, each a run of <c>finetune</c> in a folder of its own. Runs
    /// that are done are not done again; one that fails is recorded with its sentence, and the others go on.
    /// </summary>
    /// <param name="recipe">The suite and the model.</param>
    /// <param name="log">Is told how it goes.</param>
    /// <param name="stop">Asks to stop with a checkpoint.</param>
    public static BenchmarkResult Run(BenchmarkRecipe recipe, IRunLog log, CancellationToken stop)
    {
        var device = Device.Parse(recipe.Device);
        Suite suite = Suite.Open(recipe.Suite);
        string data = DataFolder(recipe);
        TaskCells[] all = [.. suite.Chosen(recipe).Select(task => new TaskCells(suite, task, recipe, data))];
        TaskCells[] tasks = [.. all.Where(task => task.MissingFiles.Count == 0)];
        if (tasks.Length < all.Length)
            log.Note($"{all.Length - tasks.Length:N0} of {all.Length:N0} tasks are left out, because files are not there");
        if (tasks.Length == 0)
            throw new InputException(data, null, $"none of the files of {suite.Description.Title} is there",
                $"such as {all[0].MissingFiles[0]} was expected", $"name the folder in data= or ${DataVariable}; './cistron benchmark' lists the tasks");
        // A wrong model or key is told now, and not once for each run.
        if (recipe.Model is { } model)
            ModelFolder.Open(model);
        foreach (TaskCells task in tasks)
            task.RecipeOf(recipe.Seeds[0]);

        using var folder = Open(recipe, RunEnvironment.On(device));
        List<TaskResult> results = [];
        int left = 0;
        foreach (TaskCells task in tasks)
        {
            var cells = recipe.Seeds.Select(seed => (Seed: seed, Outcome: stop.IsCancellationRequested ? null : RunCell(task, seed, log, stop))).ToArray();
            left += cells.Count(cell => cell.Outcome is null);
            results.Add(Result(task, [.. cells.Where(cell => cell.Outcome is not null).Select(cell => (cell.Seed, cell.Outcome!))]));
        }
        var result = new BenchmarkResult
        {
            Suite = suite.Description.Title,
            Source = suite.Description.Source,
            Citation = suite.Description.Citation,
            Run = recipe.Run,
            Model = recipe.Model,
            Recipe = recipe.Recipe,
            Regime = recipe.Regime,
            Data = data,
            Tasks = [.. results.Where(task => task.Cells.Count > 0)],
            Missing = [.. all.Except(tasks).Select(task => new MissingTask(
                task.Task.Name, task.Task.Title, task.MissingFiles, task.Task.Bring))],
            RunsLeft = left,
        };
        if (left == 0)
            Write(folder.Paths, recipe, result);
        return result;
    }

    private static string DataFolder(BenchmarkRecipe recipe)
    {
        string data = recipe.Data ?? Environment.GetEnvironmentVariable(DataVariable) ?? "";
        if (data.Length == 0)
            throw new RecipeException([new RecipeFault("data", $"is missing; name the folder of the tasks' files, or set ${DataVariable}")]);
        return Directory.Exists(data) ? data : throw new InputException(data, null, "there is no such folder",
            "the folder of the tasks' files was expected", $"check data= and ${DataVariable}");
    }

    // Tasks and seeds may be added to a benchmark that is done; everything else makes it another one.
    private static RunFolder Open(BenchmarkRecipe recipe, RunEnvironment environment)
    {
        var paths = new RunPaths(recipe.Run);
        var started = paths.State == RunState.New ? recipe
            : RecipeBinder.Bind<BenchmarkRecipe>(paths.Recipe, []);
        var folder = RunFolder.OpenOrCreate(
            recipe.Run, ResolvedRecipe.Of(recipe with { Tasks = started.Tasks, Seeds = started.Seeds }), environment);
        AtomicFile.WriteText(paths.Recipe, RecipeWriter.Write(recipe));
        return folder;
    }

    // Null when it was stopped.
    private static CellOutcome? RunCell(TaskCells task, int seed, IRunLog log, CancellationToken stop)
    {
        log.Note($"{task.Task.Name}, seed {seed}");
        try
        {
            task.Prepare(log, stop);
            var outcome = Finetuning.Run(task.RecipeOf(seed), log, stop);
            if (outcome.Result is not { } result)
                return null;
            return TaskMetric.Of(Judged(result), task.Task.Positive).ContainsKey(task.Task.Metric)
                ? new CellOutcome(task.FolderOf(seed), result, null)
                : throw new TrainingException($"the rows have no {TaskMetric.TitleOf(task.Task.Metric)}, which the suite compares by: {result.Task}");
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        catch (Exception e) when (IsOfThisRun(e))
        {
            string sentence = e.Message.Split('\n')[0];
            log.Warn($"{task.Task.Name}, seed {seed}: {sentence}");
            return new CellOutcome(task.FolderOf(seed), null, sentence);
        }
    }

    // What lies in the data, the recipe or the memory of one run does not end the others.
    private static bool IsOfThisRun(Exception e) => e is InputException or RecipeException or RunFolderException
        or ModelFolderException or TrainingException or TorchException or OutOfMemoryException or IOException or UnauthorizedAccessException;

    private static TaskResult Result(TaskCells task, IReadOnlyList<(int Seed, CellOutcome Outcome)> cells)
    {
        (int Seed, FinetuneResult Result)[] runs = [.. cells.Where(cell => cell.Outcome.Result is not null)
            .Select(cell => (cell.Seed, cell.Outcome.Result!))];
        FinetuneResult[] done = [.. runs.Select(run => run.Result)];
        return new TaskResult(task.Task,
            [.. cells.Select(cell => new BenchmarkCell(cell.Seed, cell.Outcome.Folder, cell.Outcome.Result?.TrainRows ?? 0,
                cell.Outcome.Result is { } one ? Judged(one).Rows : 0, cell.Outcome.Fault))],
            [
                .. Score(SystemScore.Model, done.Select(Judged)),
                .. Score(SystemScore.Kmers, done.Select(one => one.Baseline)),
                .. Score(SystemScore.Positions, done.Select(one => one.PositionBaseline?.Judgement)),
                .. done.SelectMany(one => one.TranscriptBaselines.Keys).Distinct().SelectMany(name =>
                    Score(name, done.Select(one => one.TranscriptBaselines.GetValueOrDefault(name)?.Judgement))),
            ],
            [.. Warnings(runs), .. done.Select(one => task.Task.Sizes?.Difference(one)).OfType<string>().Take(1)])
        {
            Regime = runs.Length > 0 ? task.RegimeOf(runs[0].Seed, runs[0].Result) : "",
        };

        IEnumerable<SystemScore> Score(string system, IEnumerable<Judgement?> judged)
        {
            var runs = judged.OfType<Judgement>().Select(one => TaskMetric.Of(one, task.Task.Positive)).ToArray();
            if (runs.Length > 0)
                yield return new SystemScore(system, runs[0].Keys.Where(name => runs.All(run => run.ContainsKey(name)))
                    .ToDictionary(name => name, name => SeedScore.Of([.. runs.Select(run => run[name])])));
        }
    }

    // Seeds move the numbers of a sentence a little: it is told once, as the first run tells it, and with the seeds if not
    // all tell it.
    private static IEnumerable<string> Warnings((int Seed, FinetuneResult Result)[] runs) =>
        from run in runs
        from sentence in run.Result.Warnings
        group (run.Seed, sentence) by string.Concat(sentence.Where(letter => !char.IsAsciiDigit(letter))) into alike
        let seeds = alike.Select(one => one.Seed).Distinct().ToArray()
        select (seeds.Length == runs.Length ? "" : $"Seed {string.Join(", ", seeds)} alone: ") + alike.First().sentence;

    private static void Write(RunPaths paths, BenchmarkRecipe recipe, BenchmarkResult result)
    {
        BenchmarkTable.Write(BenchmarkTable.PathIn(paths), result);
        RunReport.Write(paths, new BenchmarkReport(recipe, result, JsonFile.Read<RunEnvironment>(paths.Environment)).Page());
        JsonFile.Write(paths.Result, result);
    }

    private static Judgement Judged(FinetuneResult result) => result.Test ?? result.Dev;

    private sealed record CellOutcome(string Folder, FinetuneResult? Result, string? Fault);
}
