using Cistron.Cli.Results;
using Cistron.Data.Recipes;
using Cistron.Data.Verbs;
using Cistron.Training;
using Spectre.Console;

namespace Cistron.Cli.Verbs;

/// <summary><c>data windows</c>: genome and annotation in, a table of labelled windows out.</summary>
/// <inheritdoc cref="RecipeVerb{TRecipe, TResult}"/>
internal sealed class WindowsVerb(Func<WindowsRecipe, IRunLog, CancellationToken, WindowsResult> work)
    : RecipeVerb<WindowsRecipe, WindowsResult>(work)
{
    /// <inheritdoc />
    public override string Name => "data windows";

    /// <inheritdoc />
    public override string Summary => "cut labelled windows from a genome and its annotation";

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples =>
    [
        "./cistron data windows 'genome=[samples/data/ecoli_k12.fa.gz]' annotation=samples/data/ecoli_genes.tsv.gz "
            + "upstream=100 downstream=50 negatives.margin=50 output=runs/gene_starts.csv",
    ];

    /// <inheritdoc />
    protected override void Show(WindowsResult result, IAnsiConsole console) => WindowsScreen.Write(result, console);
}
