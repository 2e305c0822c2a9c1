using Cistron.Cli.Results;
using Cistron.Data.Recipes;
using Cistron.Data.Verbs;
using Cistron.Training;
using Spectre.Console;

namespace Cistron.Cli.Verbs;

/// <summary><c>data export</c>: a labelled dataset in Hugging Face's folder layout.</summary>
/// <inheritdoc cref="RecipeVerb{TRecipe, TResult}"/>
internal sealed class ExportVerb(Func<ExportRecipe, IRunLog, CancellationToken, ExportResult> work)
    : RecipeVerb<ExportRecipe, ExportResult>(work)
{
    /// <inheritdoc />
    public override string Name => "data export";

    /// <inheritdoc />
    public override string Summary => "write a dataset as CSV in Hugging Face's folder layout, with card and checksums";

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples =>
        ["./cistron data export folder=samples/data/splice output=runs/splice-export licence=cc-by-4.0"];

    /// <inheritdoc />
    protected override void Show(ExportResult result, IAnsiConsole console) => ExportScreen.Write(result, console);
}
