using Cistron.Cli.Results;
using Cistron.Training;
using Cistron.Training.Recipes;
using Cistron.Training.Verbs;
using Spectre.Console;

namespace Cistron.Cli.Verbs;

/// <summary><c>embed</c>: a model and sequences in, one vector for each sequence out.</summary>
/// <inheritdoc cref="RecipeVerb{TRecipe, TResult}"/>
internal sealed class EmbedVerb(Func<EmbedRecipe, IRunLog, CancellationToken, EmbeddingSummary> work)
    : RecipeVerb<EmbedRecipe, EmbeddingSummary>(work)
{
    /// <inheritdoc />
    public override string Name => "embed";

    /// <inheritdoc />
    public override string Summary => "turn every sequence into one vector";

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples =>
    [
        "./cistron embed model=runs/ecoli/model input=samples/data/examples.fa output=vectors.npy long=windows",
        "./cistron embed model=runs/ecoli/model input=samples/data/splice/test.csv.gz output=vectors.csv report=runs/splice-map",
    ];

    /// <inheritdoc />
    protected override void Show(EmbeddingSummary summary, IAnsiConsole console) => EmbeddingScreen.Write(summary, console);
}
