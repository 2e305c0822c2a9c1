using Cistron.Cli.Results;
using Cistron.Data.Recipes;
using Cistron.Data.Verbs;
using Cistron.Training;
using Spectre.Console;

namespace Cistron.Cli.Verbs;

/// <summary><c>data reads</c>: named sequences in, labelled tables of simulated reads out.</summary>
/// <inheritdoc cref="RecipeVerb{TRecipe, TResult}"/>
internal sealed class ReadsVerb(Func<ReadsRecipe, IRunLog, CancellationToken, ReadsResult> work)
    : RecipeVerb<ReadsRecipe, ReadsResult>(work)
{
    /// <inheritdoc />
    public override string Name => "data reads";

    /// <inheritdoc />
    public override string Summary => "simulate reads of named sequences, as train, dev and test tables";

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples =>
    [
        "./cistron data reads input=samples/data/examples.fa label_word=2 min_bases=50 max_bases=100 output=runs/reads",
        "./cistron data reads input=16s.fa.gz output=runs/amplicon min_bases=250 max_bases=250 "
            + "forward_primer=CCTACGGGNGGCWGCAG reverse_primer=GACTACHVGGGTATCTAATCC",
    ];

    /// <inheritdoc />
    protected override void Show(ReadsResult result, IAnsiConsole console) => ReadsScreen.Write(result, console);
}
