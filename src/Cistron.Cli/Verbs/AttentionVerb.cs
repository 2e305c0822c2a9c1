using Cistron.Cli.Results;
using Cistron.Training;
using Cistron.Training.Recipes;
using Cistron.Training.Verbs;
using Spectre.Console;

namespace Cistron.Cli.Verbs;

/// <summary><c>interpret attention</c>: encoders and sequences in, where their heads look out.</summary>
/// <inheritdoc cref="RecipeVerb{TRecipe, TResult}"/>
internal sealed class AttentionVerb(Func<AttentionRecipe, IRunLog, CancellationToken, AttentionResult> work)
    : RecipeVerb<AttentionRecipe, AttentionResult>(work)
{
    /// <inheritdoc />
    public override string Name => "interpret attention";

    /// <inheritdoc />
    public override string Summary => "show where the attention heads of one model or several look";

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples =>
    [
        "./cistron interpret attention model=runs/gene_starts/model 'beside=[runs/ecoli/model]' input=samples/data/gene_starts/test.csv.gz "
            + "output=runs/attention",
    ];

    /// <inheritdoc />
    protected override void Show(AttentionResult result, IAnsiConsole console) => AttentionScreen.Write(result, console);
}
