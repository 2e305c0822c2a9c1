using Cistron.Cli.Results;
using Cistron.Data.Recipes;
using Cistron.Data.Verbs;
using Cistron.Training;
using Spectre.Console;

namespace Cistron.Cli.Verbs;

/// <summary><c>data split</c>: one labelled table in, train, dev and test tables out.</summary>
/// <inheritdoc cref="RecipeVerb{TRecipe, TResult}"/>
internal sealed class SplitVerb(Func<SplitRecipe, IRunLog, CancellationToken, SplitResult> work)
    : RecipeVerb<SplitRecipe, SplitResult>(work)
{
    /// <inheritdoc />
    public override string Name => "data split";

    /// <inheritdoc />
    public override string Summary => "divide a labelled table into train, dev and test, alike rows together";

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples =>
    [
        "./cistron data split input=samples/data/splice/train.csv.gz output=runs/splice-split min_identity=0.9",
        "./cistron data split input=mine.csv output=runs/mine-split by=group group_column=gene 'subsets=[20, 100, 500]'",
        "./cistron data split input=windows.csv output=runs/by-chromosome by=location 'regions={train: [chr1, chr2], test: [chr3]}'",
    ];

    /// <inheritdoc />
    protected override void Show(SplitResult result, IAnsiConsole console) => SplitScreen.Write(result, console);
}
