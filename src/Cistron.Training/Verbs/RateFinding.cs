using Cistron.Data.Reports;
using Cistron.Runs.Folders;
using Cistron.Runs.Recipes;
using Cistron.Runs.Reports;
using Cistron.Torch;
using Cistron.Training.Optimization;
using Cistron.Training.Recipes;
using Cistron.Training.Reports;

namespace Cistron.Training.Verbs;

/// <summary>
/// The verbs <c>learning-rate pretrain</c> and <c>learning-rate finetune</c>: the recipe of a run in, a suggestion for
/// its learning rate out. They work in a folder of their own beside the run's, whose name ends in
/// <c>-learning-rate</c>.
/// </summary>
public static class RateFinding
{
    /// <summary>Sweeps over the learning rates of a pre-training run.</summary>
    /// <param name="recipe">The recipe of the run; its learning rate and schedule do not matter.</param>
    /// <param name="log">Is told how it goes.</param>
    /// <param name="stop">Gives up after the present step.</param>
    public static LearningRateResult Run(PretrainRecipe recipe, IRunLog log, CancellationToken stop)
    {
        var device = Device.Parse(recipe.Device);
        using var folder = Open(recipe.Run, recipe, recipe.Training, device);
        if (folder.State == RunState.Finished)
            return Finished(folder, log);
        using var corpus = Pretraining.OpenCorpus(recipe with { Run = folder.Paths.Root }, log);
        var objective = PretrainSetup.Of(recipe, corpus, device, log).Objective;
        return Sweep("pretrain", objective, recipe.Training, recipe.Seed, folder, log, stop);
    }

    /// <summary>Sweeps over the learning rates of a fine-tuning run.</summary>
    /// <inheritdoc cref="Run(PretrainRecipe, IRunLog, CancellationToken)"/>
    public static LearningRateResult Run(FinetuneRecipe recipe, IRunLog log, CancellationToken stop)
    {
        var device = Device.Parse(recipe.Device);
        using var folder = Open(recipe.Run, recipe, recipe.Training, device);
        if (folder.State == RunState.Finished)
            return Finished(folder, log);
        var objective = Finetuning.Prepare(recipe, device, log).Objective;
        return Sweep("finetune", objective, recipe.Training, recipe.Seed, folder, log, stop);
    }

    private static RunFolder Open<T>(string run, T recipe, TrainingRecipe training, Device device) where T : class
    {
        training.Precision.CheckOn(device);
        return RunFolder.OpenOrCreate($"{Path.TrimEndingDirectorySeparator(run)}-learning-rate",
            ResolvedRecipe.Of(recipe), RunEnvironment.On(device));
    }

    private static LearningRateResult Finished(RunFolder folder, IRunLog log)
    {
        log.Note($"{folder.Paths.Root} is finished; its result is shown again");
        return JsonFile.Read<LearningRateResult>(folder.Paths.Result);
    }

    private static LearningRateResult Sweep(string verb, Objective objective, TrainingRecipe recipe, ulong seed,
        RunFolder folder, IRunLog log, CancellationToken stop)
    {
        var sweep = new LearningRateSweep(objective, recipe, seed);
        List<SweepPoint> points = [];
        MetricsLog.TruncateAfter(folder.Paths.Metrics, 0);
        using (var metrics = new MetricsLog(folder.Paths.Metrics))
        {
            foreach (var point in sweep.Run())
            {
                stop.ThrowIfCancellationRequested();
                points.Add(point);
                var (report, state) = (point.Report, point.Report.State);
                metrics.Append(state.Step, report.Epoch, state.Tokens, state.Seconds,
                [
                    ("loss", report.Loss), ("smoothed_loss", point.SmoothedLoss), ("learning_rate", report.LearningRate),
                ]);
                log.Step(report, sweep.Steps);
            }
        }
        if (points.Count == 0)
            throw new TrainingException("the loss is not finite at the first step, with next to no learning rate; look at "
                                        + "the data and at training.precision");

        var result = Result(verb, recipe, sweep, points, folder.Paths);
        RunReport.Write(folder.Paths, new LearningRateReport
        {
            Result = result,
            Points = points,
            Recipe = recipe,
            Environment = JsonFile.Read<RunEnvironment>(folder.Paths.Environment),
        }.Page());
        JsonFile.Write(folder.Paths.Result, result);
        return result;
    }

    private static LearningRateResult Result(
        string verb, TrainingRecipe recipe, LearningRateSweep sweep, List<SweepPoint> points, RunPaths paths)
    {
        var suggestion = LearningRateSuggestion.Of(points);
        return new LearningRateResult
        {
            Folder = paths.Root,
            Steps = points.Count,
            LowestRate = points[0].LearningRate,
            HighestRate = points[^1].LearningRate,
            Exploded = points.Count < sweep.Steps,
            LayerGroups = sweep.LayerGroups,
            Steepest = suggestion?.Steepest,
            TenthOfLowest = suggestion?.TenthOfLowest,
            Safer = suggestion?.Safer,
            // A rate of its own that a phase has would hide the one on the command line.
            Command = suggestion is null || recipe.Phases is [{ LearningRate: not null }, ..] ? null : CommandText.Of(
                verb, paths.Recipe, ("training.learning_rate", ReportText.Rate(suggestion.Safer))),
        };
    }
}
