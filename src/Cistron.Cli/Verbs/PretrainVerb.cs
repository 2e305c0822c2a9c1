using Cistron.Cli.Results;
using Cistron.Training;
using Cistron.Training.Recipes;
using Cistron.Training.Verbs;
using Spectre.Console;

namespace Cistron.Cli.Verbs;

/// <summary><c>pretrain</c>: FASTA files in, a model folder out.</summary>
/// <inheritdoc cref="RecipeVerb{TRecipe, TResult}"/>
internal sealed class PretrainVerb(Func<PretrainRecipe, IRunLog, CancellationToken, RunOutcome<PretrainResult>> work)
    : TrainingVerb<PretrainRecipe, PretrainResult>(work)
{
    /// <inheritdoc />
    public override string Name => "pretrain";

    /// <inheritdoc />
    public override string Summary => "learn a language model from sequences without labels (masked or next tokens)";

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples =>
    [
        "./cistron pretrain run=runs/ecoli 'data.corpus=[samples/data/ecoli_k12.fa.gz]' training.steps=2000",
        "./cistron pretrain recipes/demo/pretrain.yaml run=runs/second seed=2 training.precision=bf16",
    ];

    /// <inheritdoc />
    protected override void ShowResult(PretrainResult result, string folder, IAnsiConsole console) =>
        PretrainScreen.Write(result, folder, console);
}
