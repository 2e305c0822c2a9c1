using Cistron.Cli.Results;
using Cistron.Training;
using Cistron.Training.Recipes;
using Cistron.Training.Verbs;
using Spectre.Console;

namespace Cistron.Cli.Verbs;

/// <summary><c>interpret perturbation</c>: a fine-tuned model and sequences in, a map of what its answer rests on out.</summary>
/// <inheritdoc cref="RecipeVerb{TRecipe, TResult}"/>
internal sealed class PerturbationVerb(Func<PerturbationRecipe, IRunLog, CancellationToken, PerturbationResult> work)
    : RecipeVerb<PerturbationRecipe, PerturbationResult>(work)
{
    /// <inheritdoc />
    public override string Name => "interpret perturbation";

    /// <inheritdoc />
    public override string Summary => "map the places of sequences that a fine-tuned model's answer rests on";

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples =>
    [
        "./cistron interpret perturbation model=runs/gene_starts/model input=samples/data/gene_starts/test.csv.gz label=1 origin=100 "
            + "output=runs/perturbation",
    ];

    /// <inheritdoc />
    protected override void Show(PerturbationResult result, IAnsiConsole console) => PerturbationScreen.Write(result, console);
}
