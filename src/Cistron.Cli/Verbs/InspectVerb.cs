using Cistron.Cli.Results;
using Cistron.Data.Recipes;
using Cistron.Data.Verbs;
using Cistron.Training;
using Spectre.Console;

namespace Cistron.Cli.Verbs;

/// <summary><c>data inspect</c>: a file in, what is in it and what to do with it out.</summary>
/// <inheritdoc cref="RecipeVerb{TRecipe, TResult}"/>
internal sealed class InspectVerb(Func<InspectRecipe, IRunLog, CancellationToken, InspectResult> work)
    : RecipeVerb<InspectRecipe, InspectResult>(work)
{
    /// <inheritdoc />
    public override string Name => "data inspect";

    /// <inheritdoc />
    public override string Summary => "show what is in a file of sequences, features or variants, and what to do with it";

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples =>
    [
        "./cistron data inspect input=samples/data/splice/train.csv.gz",
        "./cistron data inspect input=samples/data/gene_starts output=runs/gene_starts.html",
        "zcat samples/data/ecoli_genes.tsv.gz | ./cistron data inspect input=-",
    ];

    /// <inheritdoc />
    protected override void Show(InspectResult result, IAnsiConsole console) => InspectScreen.Write(result, console);
}
