using Cistron.Cli.Results;
using Cistron.Training;
using Cistron.Training.Recipes;
using Cistron.Training.Verbs;
using Spectre.Console;

namespace Cistron.Cli.Verbs;

/// <summary><c>scan</c>: a fine-tuned model and a genome in, tracks for genome browsers out.</summary>
/// <inheritdoc cref="RecipeVerb{TRecipe, TResult}"/>
internal sealed class ScanVerb(Func<ScanRecipe, IRunLog, CancellationToken, ScanResult> work) : RecipeVerb<ScanRecipe, ScanResult>(work)
{
    /// <inheritdoc />
    public override string Name => "scan";

    /// <inheritdoc />
    public override string Summary => "lay a fine-tuned model along a genome, both strands: tracks for genome browsers, and calls";

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples =>
    [
        "./cistron scan model=runs/gene_starts/model genome=samples/data/ecoli_k12.fa.gz output=runs/scan origin=100 step_bases=50",
        "./cistron scan model=runs/gene_starts/model genome=samples/data/examples.fa output=runs/scan-examples origin=100",
    ];

    /// <inheritdoc />
    protected override void Show(ScanResult result, IAnsiConsole console) => ScanScreen.Write(result, console);
}
