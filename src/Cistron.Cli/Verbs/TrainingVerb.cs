using Cistron.Training;
using Spectre.Console;

namespace Cistron.Cli.Verbs;

/// <summary>A verb that makes a model in a run folder, and can be stopped and resumed.</summary>
/// <inheritdoc cref="RecipeVerb{TRecipe, TResult}"/>
internal abstract class TrainingVerb<TRecipe, TResult>(Func<TRecipe, IRunLog, CancellationToken, RunOutcome<TResult>> work)
    : RecipeVerb<TRecipe, RunOutcome<TResult>>(work)
    where TRecipe : class
    where TResult : class
{
    /// <inheritdoc />
    public override bool IsResumable => true;

    /// <inheritdoc />
    protected override void Show(RunOutcome<TResult> outcome, IAnsiConsole console)
    {
        if (outcome.Result is { } result)
            ShowResult(result, outcome.Folder, console);
        else
            console.WriteWhole($"stopped at step {outcome.Step} of {outcome.Steps} with a checkpoint in {outcome.Folder}; the "
                + "same command resumes it");
    }

    /// <summary>Shows what a run that reached its end came to.</summary>
    protected abstract void ShowResult(TResult result, string folder, IAnsiConsole console);

    /// <inheritdoc />
    protected override ExitCode CodeOf(RunOutcome<TResult> outcome) =>
        outcome.WasStopped ? ExitCode.Stopped : ExitCode.Done;
}
