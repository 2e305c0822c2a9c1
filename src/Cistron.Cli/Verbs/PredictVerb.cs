using Cistron.Cli.Results;
using Cistron.Training;
using Cistron.Training.Recipes;
using Cistron.Training.Verbs;
using Spectre.Console;

namespace Cistron.Cli.Verbs;

/// <summary><c>predict</c>: a fine-tuned model and sequences in, a table of predictions out.</summary>
/// <inheritdoc cref="RecipeVerb{TRecipe, TResult}"/>
internal sealed class PredictVerb(Func<PredictRecipe, IRunLog, CancellationToken, PredictionSummary> work)
    : RecipeVerb<PredictRecipe, PredictionSummary>(work)
{
    /// <inheritdoc />
    public override string Name => "predict";

    /// <inheritdoc />
    public override string Summary => "use a fine-tuned model on sequences without labels";

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples =>
    [
        "./cistron predict model=runs/gene_starts/model input=samples/data/examples.fa output=predictions.tsv long=windows",
        "cat samples/data/examples.fa | ./cistron predict model=runs/gene_starts/model input=- long=windows | head",
    ];

    /// <inheritdoc />
    protected override bool WritesToOutput(PredictRecipe recipe) => recipe.Output == "-";

    /// <inheritdoc />
    protected override void Show(PredictionSummary summary, IAnsiConsole console) => PredictionScreen.Write(summary, console);
}
