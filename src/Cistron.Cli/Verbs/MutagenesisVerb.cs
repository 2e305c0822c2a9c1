using Cistron.Cli.Results;
using Cistron.Training;
using Cistron.Training.Recipes;
using Cistron.Training.Verbs;
using Spectre.Console;

namespace Cistron.Cli.Verbs;

/// <summary><c>interpret mutagenesis</c>: every substitution of sequences, or variants of a genome, scored by a fine-tuned model.</summary>
/// <inheritdoc cref="RecipeVerb{TRecipe, TResult}"/>
internal sealed class MutagenesisVerb(Func<MutagenesisRecipe, IRunLog, CancellationToken, MutagenesisResult> work)
    : RecipeVerb<MutagenesisRecipe, MutagenesisResult>(work)
{
    /// <inheritdoc />
    public override string Name => "interpret mutagenesis";

    /// <inheritdoc />
    public override string Summary => "score every substitution of sequences, or the variants of a VCF file";

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples =>
    [
        "./cistron interpret mutagenesis model=runs/gene_starts/model input=samples/data/gene_starts/test.csv.gz label=1 rows=5 "
            + "output=runs/mutagenesis",
    ];

    /// <inheritdoc />
    protected override void Show(MutagenesisResult result, IAnsiConsole console) => MutagenesisScreen.Write(result, console);
}
