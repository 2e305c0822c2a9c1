using System.CommandLine;
using Cistron.Cli.Results;
using Cistron.Training;
using Cistron.Training.Planning;
using Cistron.Training.Recipes;
using Cistron.Training.Verbs;
using Spectre.Console;

namespace Cistron.Cli.Verbs;

/// <summary><c>pretrain</c>: FASTA files in, a model folder out.</summary>
/// <inheritdoc cref="RecipeVerb{TRecipe, TResult}"/>
/// <param name="work">The library's method.</param>
/// <param name="plan">The library's method for <c>--plan</c>.</param>
internal sealed class PretrainVerb(Func<PretrainRecipe, IRunLog, CancellationToken, RunOutcome<PretrainResult>> work,
    Func<PretrainRecipe, EstimateConditions, IRunLog, CancellationToken, RunEstimate> plan)
    : TrainingVerb<PretrainRecipe, PretrainResult>(work)
{
    private readonly PlanOptions _plan = new();

    /// <inheritdoc />
    public override string Name => "pretrain";

    /// <inheritdoc />
    public override string Summary => "learn a language model from sequences without labels (masked or next tokens)";

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples =>
    [
        "./cistron pretrain run=runs/ecoli 'data.corpus=[samples/data/ecoli_k12.fa.gz]' training.steps=2000",
        "./cistron pretrain recipes/demo/pretrain.yaml run=runs/second seed=2 training.precision=bf16",
        "./cistron pretrain recipes/demo/pretrain.yaml run=runs/base model.bert.preset=base --plan --devices 8 --price 2.50",
    ];

    /// <inheritdoc />
    public override string Usage => $"{base.Usage} {PlanOptions.Usage}";

    /// <inheritdoc />
    public override void Declare(Command command)
    {
        base.Declare(command);
        _plan.Declare(command);
    }

    /// <inheritdoc />
    public override ExitCode Run(ParseResult arguments, Terminal terminal, CancellationToken stop)
    {
        if (_plan.In(arguments) is not { } conditions)
            return base.Run(arguments, terminal, stop);
        Follow(arguments, terminal, (recipe, log) => plan(recipe, conditions, log, stop), EstimateScreen.Write);
        return ExitCode.Done;
    }

    /// <inheritdoc />
    public override void Explain(IAnsiConsole console)
    {
        console.WriteLine(PlanOptions.Explanation);
        console.WriteLine();
        base.Explain(console);
    }

    /// <inheritdoc />
    protected override void ShowResult(PretrainResult result, string folder, IAnsiConsole console) =>
        PretrainScreen.Write(result, folder, console);
}
