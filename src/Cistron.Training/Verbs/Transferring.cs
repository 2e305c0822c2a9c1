using Cistron.Training.Recipes;

namespace Cistron.Training.Verbs;

/// <summary>What a transfer came to.</summary>
/// <param name="General">The language model of many sequences; null where the stage is left out.</param>
/// <param name="Task">The language model of the task; null where the stage is left out, or was not reached.</param>
/// <param name="Classifier">The classifier; null when the transfer was stopped before its end.</param>
public sealed record TransferOutcome(RunOutcome<PretrainResult>? General, RunOutcome<PretrainResult>? Task,
    RunOutcome<FinetuneResult>? Classifier)
{
    /// <summary>Whether a stage was stopped early, with a checkpoint to resume from.</summary>
    public bool WasStopped => General?.WasStopped == true || Task?.WasStopped == true || Classifier?.WasStopped != false;
}

/// <summary>The verb <c>transfer</c>: one stage after the other, each as its own verb makes it.</summary>
public static class Transferring
{
    /// <summary>Runs the stages, or goes on with them: a finished stage is not run again.</summary>
    /// <param name="recipe">All stages.</param>
    /// <param name="log">Is told how it goes.</param>
    /// <param name="stop">Asks to stop with a checkpoint after the present step.</param>
    public static TransferOutcome Run(TransferRecipe recipe, IRunLog log, CancellationToken stop)
    {
        recipe = recipe.Chained();
        var general = Stage("a general language model", recipe.General, Pretraining.Run, log, stop);
        if (general?.WasStopped == true)
            return new TransferOutcome(general, null, null);
        var task = Stage("the language model of the task", recipe.Task, Pretraining.Run, log, stop);
        if (task?.WasStopped == true)
            return new TransferOutcome(general, task, null);
        return new TransferOutcome(general, task, Stage("the classifier", recipe.Classifier, Finetuning.Run, log, stop));
    }

    private static RunOutcome<TResult>? Stage<TRecipe, TResult>(string name, TRecipe? recipe,
        Func<TRecipe, IRunLog, CancellationToken, RunOutcome<TResult>> run, IRunLog log, CancellationToken stop)
        where TRecipe : class where TResult : class
    {
        if (recipe is null)
            return null;
        log.Note($"stage: {name}");
        return run(recipe, log, stop);
    }
}
