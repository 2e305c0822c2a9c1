using Cistron.Cli.Results;
using Cistron.Training;
using Cistron.Training.Recipes;
using Cistron.Training.Verbs;
using Spectre.Console;

namespace Cistron.Cli.Verbs;

/// <summary><c>interpret frames</c>: a model and sequences in, what taking their first bases away does to their vectors out.</summary>
/// <inheritdoc cref="RecipeVerb{TRecipe, TResult}"/>
internal sealed class FramesVerb(Func<FramesRecipe, IRunLog, CancellationToken, FramesResult> work)
    : RecipeVerb<FramesRecipe, FramesResult>(work)
{
    /// <inheritdoc />
    public override string Name => "interpret frames";

    /// <inheritdoc />
    public override string Summary => "tell how far vectors of sequences move with the reading frame";

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples =>
        ["./cistron interpret frames model=runs/ecoli/model input=samples/data/gene_starts/test.csv.gz output=runs/frames"];

    /// <inheritdoc />
    protected override void Show(FramesResult result, IAnsiConsole console) => FramesScreen.Write(result, console);
}
