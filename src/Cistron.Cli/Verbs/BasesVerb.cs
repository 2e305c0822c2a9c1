using Cistron.Cli.Results;
using Cistron.Training;
using Cistron.Training.Recipes;
using Cistron.Training.Verbs;
using Spectre.Console;

namespace Cistron.Cli.Verbs;

/// <summary><c>interpret bases</c>: a fine-tuned model and sequences in, a score for each of their bases out.</summary>
/// <inheritdoc cref="RecipeVerb{TRecipe, TResult}"/>
internal sealed class BasesVerb(Func<BasesRecipe, IRunLog, CancellationToken, BasesResult> work) : RecipeVerb<BasesRecipe, BasesResult>(work)
{
    /// <inheritdoc />
    public override string Name => "interpret bases";

    /// <inheritdoc />
    public override string Summary => "score each base of sequences by what a fine-tuned model rests its answer on";

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples =>
        ["./cistron interpret bases model=runs/gene_starts/model input=samples/data/gene_starts/test.csv.gz label=1 output=runs/bases"];

    /// <inheritdoc />
    protected override void Show(BasesResult result, IAnsiConsole console) => BasesScreen.Write(result, console);
}
