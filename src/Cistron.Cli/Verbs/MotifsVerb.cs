using Cistron.Cli.Results;
using Cistron.Training;
using Cistron.Training.Recipes;
using Cistron.Training.Verbs;
using Spectre.Console;

namespace Cistron.Cli.Verbs;

/// <summary><c>interpret motifs</c>: a fine-tuned model and a labelled table in, the motifs that its answer rests on out.</summary>
/// <inheritdoc cref="RecipeVerb{TRecipe, TResult}"/>
internal sealed class MotifsVerb(Func<MotifsRecipe, IRunLog, CancellationToken, MotifsResult> work) : RecipeVerb<MotifsRecipe, MotifsResult>(work)
{
    /// <inheritdoc />
    public override string Name => "interpret motifs";

    /// <inheritdoc />
    public override string Summary => "find the motifs that a fine-tuned model's answer rests on";

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples =>
        ["./cistron interpret motifs model=runs/gene_starts/model input=samples/data/gene_starts/train.csv.gz output=runs/motifs"];

    /// <inheritdoc />
    protected override void Show(MotifsResult result, IAnsiConsole console) => MotifsScreen.Write(result, console);
}
