using Cistron.Cli.Results;
using Cistron.Training;
using Cistron.Training.Recipes;
using Cistron.Training.Verbs;
using Spectre.Console;

namespace Cistron.Cli.Verbs;

/// <summary><c>interpret accuracy</c>: a masked language model and sequences in, how well it predicts each out.</summary>
/// <inheritdoc cref="RecipeVerb{TRecipe, TResult}"/>
internal sealed class AccuracyVerb(Func<AccuracyRecipe, IRunLog, CancellationToken, AccuracyResult> work)
    : RecipeVerb<AccuracyRecipe, AccuracyResult>(work)
{
    /// <inheritdoc />
    public override string Name => "interpret accuracy";

    /// <inheritdoc />
    public override string Summary => "tell how well a language model predicts masked tokens of each sequence";

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples =>
        ["./cistron interpret accuracy model=runs/ecoli/model input=samples/data/gene_starts/test.csv.gz output=runs/accuracy"];

    /// <inheritdoc />
    protected override void Show(AccuracyResult result, IAnsiConsole console) => AccuracyScreen.Write(result, console);
}
