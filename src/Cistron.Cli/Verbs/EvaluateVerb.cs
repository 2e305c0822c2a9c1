using Cistron.Cli.Results;
using Cistron.Training;
using Cistron.Training.Recipes;
using Cistron.Training.Verbs;
using Spectre.Console;

namespace Cistron.Cli.Verbs;

/// <summary><c>evaluate</c>: a fine-tuned model and a labelled table in, a judgement out.</summary>
/// <inheritdoc cref="RecipeVerb{TRecipe, TResult}"/>
internal sealed class EvaluateVerb(Func<EvaluateRecipe, IRunLog, CancellationToken, EvaluationResult> work)
    : RecipeVerb<EvaluateRecipe, EvaluationResult>(work)
{
    /// <inheritdoc />
    public override string Name => "evaluate";

    /// <inheritdoc />
    public override string Summary => "judge a fine-tuned model on a labelled table that it has not seen";

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples =>
    [
        "./cistron evaluate model=runs/gene_starts/model input=samples/data/gene_starts/test.csv.gz",
        "./cistron evaluate model=runs/gene_starts/model input=samples/data/gene_starts/test.csv.gz "
            + "baseline_train=samples/data/gene_starts/train.csv.gz",
    ];

    /// <inheritdoc />
    protected override void Show(EvaluationResult result, IAnsiConsole console) => EvaluationScreen.Write(result, console);
}
