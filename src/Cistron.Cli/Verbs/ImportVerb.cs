using Cistron.Cli.Results;
using Cistron.Training;
using Cistron.Training.Recipes;
using Cistron.Training.Verbs;
using Spectre.Console;

namespace Cistron.Cli.Verbs;

/// <summary><c>import fastai</c> and its like: weights of another software in, a model folder out.</summary>
/// <param name="software">Where the weights come from.</param>
/// <param name="models">What is taken in, in less than a line.</param>
/// <param name="example">A recipe as it is typed.</param>
/// <param name="work">The library's method.</param>
internal sealed class ImportVerb<TRecipe>(
    string software, string models, string example, Func<TRecipe, IRunLog, CancellationToken, ImportResult> work)
    : RecipeVerb<TRecipe, ImportResult>(work) where TRecipe : ImportRecipe
{
    /// <inheritdoc />
    public override string Name => $"import {software}";

    /// <inheritdoc />
    public override string Summary => $"make a model folder of {models}";

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples => [$"./cistron import {software} {example}"];

    /// <inheritdoc />
    public override void Explain(IAnsiConsole console)
    {
        console.WriteLine("The folder is a language model like one of pretrain: give it to finetune or pretrain as 'pretrained', or to "
            + "embed as 'model'; a classifier is given to predict. What the weights do not tell must be as the model was trained.");
        console.WriteLine();
        base.Explain(console);
    }

    /// <inheritdoc />
    protected override void Show(ImportResult result, IAnsiConsole console) => ImportScreen.Write(result, console);
}
