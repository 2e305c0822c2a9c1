using Cistron.Runs.Folders;
using Cistron.Training.Checkpoints;
using Cistron.Training.Optimization;
using Cistron.Training.Recipes;

namespace Cistron.Training;

/// <summary>
/// Trains in a run folder: resumes from the newest checkpoint, logs every step, saves, and stops where it is asked to.
/// </summary>
public static class TrainingSession
{
    /// <summary>Trains to the end and leaves the weights to release in the model: those of the best validation.</summary>
    /// <param name="trainer">At step 0; it is put into the state of the newest checkpoint.</param>
    /// <param name="recipe">When to save.</param>
    /// <param name="folder">The run's folder.</param>
    /// <param name="log">Is told of every step.</param>
    /// <param name="stop">Asks to stop after the present step.</param>
    /// <returns>False when it was stopped: there is a checkpoint to resume from.</returns>
    public static bool Run(Trainer trainer, TrainingRecipe recipe, RunFolder folder, IRunLog log, CancellationToken stop)
    {
        Resume(trainer, folder, log);
        using var metrics = new MetricsLog(folder.Paths.Metrics);
        long interval = recipe.CheckpointInterval(trainer.Steps);
        Announce(trainer.Plan, trainer.State.Step, log);
        long saved = trainer.State.Step;
        foreach (var report in trainer.Run())
        {
            Append(metrics, report);
            log.Step(report, trainer.Steps);
            if (report.State.Step == trainer.Plan.PhaseAt(report.State.Step).Start)
                Announce(trainer.Plan, report.State.Step, log);
            // Asked once: a stop that came between saving and leaving would leave without a checkpoint of this step.
            bool isStopping = stop.IsCancellationRequested;
            if (report.IsBest || report.State.Step % interval == 0 || isStopping || report.State.Step % recipe.KeepEvery == 0)
                saved = Save(trainer, recipe, folder);
            if (isStopping)
                return false;
        }
        if (saved < trainer.State.Step)
            Save(trainer, recipe, folder);
        ChooseWeights(trainer, folder, log);
        return true;
    }

    private static void Resume(Trainer trainer, RunFolder folder, IRunLog log)
    {
        if (folder.Checkpoints.Newest is not { } newest)
        {
            MetricsLog.TruncateAfter(folder.Paths.Metrics, 0);
            return;
        }
        Checkpoint.Load(trainer, newest.Path);
        MetricsLog.TruncateAfter(folder.Paths.Metrics, newest.Step);
        log.Note($"resuming from step {newest.Step} of {trainer.Steps}");
    }

    private static void Announce(TrainingPlan plan, long step, IRunLog log)
    {
        var phase = plan.PhaseAt(step);
        if (plan.Phases.Count > 1 && step < plan.Steps)
            log.Note($"phase {plan.Phases.Count(p => p.Start <= step)} of {plan.Phases.Count}, to step {phase.End}: " +
                     $"{phase.Name} ({string.Join(", ", phase.LayerGroups)})");
    }

    private static void Append(MetricsLog metrics, StepReport report)
    {
        IEnumerable<(string, double)> values =
        [
            ("loss", report.Loss), ("learning_rate", report.LearningRate), ("gradient_norm", report.GradientNorm),
            .. report.Penalty != 0 ? new[] { ("penalty", report.Penalty) } : [],
            .. report.State.LossScale is { } scale ? new[] { ("loss_scale", scale.Value) } : [],
            .. report.Batches.Select(m => (m.Key, m.Value)),
            .. (report.Validation ?? new Dictionary<string, double>()).Select(m => ($"validation_{m.Key}", m.Value)),
        ];
        metrics.Append(report.State.Step, report.Epoch, report.State.Tokens, report.State.Seconds, values);
    }

    private static long Save(Trainer trainer, TrainingRecipe recipe, RunFolder folder)
    {
        folder.Checkpoints.Write(trainer.State.Step, path => Checkpoint.Save(trainer, path));
        folder.Checkpoints.Prune(newest: 1, trainer.State.BestStep, recipe.KeepEvery);
        return trainer.State.Step;
    }

    private static void ChooseWeights(Trainer trainer, RunFolder folder, IRunLog log)
    {
        long step = trainer.State.ReleasedStep;
        var chosen = folder.Checkpoints.Complete.FirstOrDefault(c => c.Step == step)
            ?? throw new TrainingException($"{folder.Paths.Checkpoints} lacks the checkpoint of step {step}, whose weights were " +
                                           "to be released; delete that folder to train anew");
        Checkpoint.LoadReleased(trainer, chosen.Path);
        log.Note($"the weights of step {step} are released" +
                 (trainer.State.Best is null ? "" : ", the best on validation"));
    }
}
