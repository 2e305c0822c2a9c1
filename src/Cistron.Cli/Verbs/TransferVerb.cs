using Cistron.Cli.Results;
using Cistron.Training;
using Cistron.Training.Recipes;
using Cistron.Training.Verbs;
using Spectre.Console;

namespace Cistron.Cli.Verbs;

/// <summary><c>transfer</c>: general language model, language model of the task, classifier, in one recipe.</summary>
/// <inheritdoc cref="RecipeVerb{TRecipe, TResult}"/>
internal sealed class TransferVerb(Func<TransferRecipe, IRunLog, CancellationToken, TransferOutcome> work)
    : RecipeVerb<TransferRecipe, TransferOutcome>(work)
{
    /// <inheritdoc />
    public override string Name => "transfer";

    /// <inheritdoc />
    public override string Summary => "pretrain, pretrain on the task's own sequences, finetune: three stages in one recipe";

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples =>
    [
        "./cistron transfer recipes/ulmfit/demo.yaml",
        "./cistron transfer recipes/ulmfit/demo.yaml classifier.run=runs/ulmfit/classifier-2 classifier.seed=2",
    ];

    /// <inheritdoc />
    public override void Explain(IAnsiConsole console)
    {
        console.WriteLine("Each stage is an ordinary run in a folder of its own, and starts from the model of the stage before it. "
            + "The same command goes on with the stage that was stopped; a finished stage is not run again.");
        console.WriteLine();
        base.Explain(console);
    }

    /// <inheritdoc />
    protected override void Show(TransferOutcome outcome, IAnsiConsole console)
    {
        if (outcome.General is { } general)
            ShowStage("general language model", general, PretrainScreen.Write, console);
        if (outcome.Task is { } task)
            ShowStage("language model of the task", task, PretrainScreen.Write, console);
        if (outcome.Classifier is { } classifier)
            ShowStage("classifier", classifier, FinetuneScreen.Write, console);
    }

    /// <inheritdoc />
    public override bool IsResumable => true;

    /// <inheritdoc />
    protected override ExitCode CodeOf(TransferOutcome outcome) => outcome.WasStopped ? ExitCode.Stopped : ExitCode.Done;

    private static void ShowStage<TResult>(
        string name, RunOutcome<TResult> stage, Action<TResult, string, IAnsiConsole> show, IAnsiConsole console)
        where TResult : class
    {
        console.Write(new Rule(name) { Justification = Justify.Left });
        if (stage.Result is { } result)
            show(result, stage.Folder, console);
        else
            console.WriteWhole($"stopped at step {stage.Step} of {stage.Steps} with a checkpoint in {stage.Folder}; the same "
                + "command resumes it");
    }
}
