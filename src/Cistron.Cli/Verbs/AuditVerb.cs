using Cistron.Cli.Results;
using Cistron.Data.Recipes;
using Cistron.Data.Verbs;
using Cistron.Training;
using Spectre.Console;

namespace Cistron.Cli.Verbs;

/// <summary><c>data audit</c>: labelled sequences in, a page on what could make results on them look too good out.</summary>
/// <inheritdoc cref="RecipeVerb{TRecipe, TResult}"/>
internal sealed class AuditVerb(Func<AuditRecipe, IRunLog, CancellationToken, AuditResult> work)
    : RecipeVerb<AuditRecipe, AuditResult>(work)
{
    /// <inheritdoc />
    public override string Name => "data audit";

    /// <inheritdoc />
    public override string Summary => "look for leaks, duplicates, label conflicts and shortcuts in labelled sequences";

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples =>
    [
        "./cistron data audit folder=samples/data/splice output=runs/audit-splice",
        "./cistron data audit folder=samples/data/gene_starts output=runs/audit-gene-starts 'corpus=[samples/data/ecoli_k12.fa.gz]'",
    ];

    /// <inheritdoc />
    protected override void Show(AuditResult result, IAnsiConsole console) => AuditScreen.Write(result, console);
}
