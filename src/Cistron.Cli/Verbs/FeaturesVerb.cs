using Cistron.Cli.Results;
using Cistron.Data.Recipes;
using Cistron.Data.Verbs;
using Cistron.Training;
using Spectre.Console;

namespace Cistron.Cli.Verbs;

/// <summary><c>data features</c>: transcripts in, a table of classic features out.</summary>
/// <inheritdoc cref="RecipeVerb{TRecipe, TResult}"/>
internal sealed class FeaturesVerb(Func<FeaturesRecipe, IRunLog, CancellationToken, FeaturesResult> work)
    : RecipeVerb<FeaturesRecipe, FeaturesResult>(work)
{
    /// <inheritdoc />
    public override string Name => "data features";

    /// <inheritdoc />
    public override string Summary => "measure transcripts: reading frames, Fickett score, k-mers, hexamers";

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples =>
    [
        "./cistron data features input=samples/data/examples.fa output=features.csv",
        "./cistron data features input=transcripts.fa.gz output=features.tsv.gz coding=mrna.fa.gz noncoding=lncrna.fa.gz",
    ];

    /// <inheritdoc />
    protected override bool WritesToOutput(FeaturesRecipe recipe) => recipe.Output == "-";

    /// <inheritdoc />
    protected override void Show(FeaturesResult result, IAnsiConsole console) => FeaturesScreen.Write(result, console);
}
