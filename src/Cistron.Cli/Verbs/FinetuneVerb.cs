using Cistron.Cli.Results;
using Cistron.Training;
using Cistron.Training.Recipes;
using Cistron.Training.Verbs;
using Spectre.Console;

namespace Cistron.Cli.Verbs;

/// <summary><c>finetune</c>: labelled tables in, a model folder and a judgement beside a baseline out.</summary>
/// <inheritdoc cref="RecipeVerb{TRecipe, TResult}"/>
internal sealed class FinetuneVerb(Func<FinetuneRecipe, IRunLog, CancellationToken, RunOutcome<FinetuneResult>> work)
    : TrainingVerb<FinetuneRecipe, FinetuneResult>(work)
{
    /// <inheritdoc />
    public override string Name => "finetune";

    /// <inheritdoc />
    public override string Summary => "train a pre-trained or new model on a labelled table, and judge it beside a baseline";

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples =>
    [
        "./cistron finetune run=runs/gene_starts data.folder=samples/data/gene_starts pretrained=runs/ecoli/model",
        "./cistron finetune run=runs/splice data.folder=samples/data/splice tokenizer.k=3 model.bert.preset=mini",
    ];

    /// <inheritdoc />
    protected override void ShowResult(FinetuneResult result, string folder, IAnsiConsole console) =>
        FinetuneScreen.Write(result, folder, console);
}
