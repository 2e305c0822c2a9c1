using Cistron.Cli.Results;
using Cistron.Training;
using Cistron.Training.Verbs;
using Spectre.Console;

namespace Cistron.Cli.Verbs;

/// <summary>
/// <c>learning-rate pretrain</c> and <c>learning-rate finetune</c>: the recipe of a run in, a suggestion for its rate
/// out.
/// </summary>
/// <param name="trained">The verb that the recipe is for.</param>
/// <param name="example">A recipe as it is typed.</param>
/// <param name="work">The library's method.</param>
internal sealed class LearningRateVerb<TRecipe>(
    string trained, string example, Func<TRecipe, IRunLog, CancellationToken, LearningRateResult> work)
    : RecipeVerb<TRecipe, LearningRateResult>(work) where TRecipe : class
{
    /// <inheritdoc />
    public override string Name => $"learning-rate {trained}";

    /// <inheritdoc />
    public override string Summary => $"find a learning rate for a recipe of {trained} by a short sweep over many";

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples => [$"./cistron learning-rate {trained} {example}"];

    /// <inheritdoc />
    public override void Explain(IAnsiConsole console)
    {
        console.WriteLine($"It takes the recipe of a {trained} run, trains for a hundred steps whose learning rate rises "
            + "from 1e-7 to 10, and stops where the loss explodes. What the run's first phase trains is swept. The curve "
            + "and the suggestion are left in a folder of their own, RUN-learning-rate; the run itself is not begun.");
        console.WriteLine();
        base.Explain(console);
    }

    /// <inheritdoc />
    protected override void Show(LearningRateResult result, IAnsiConsole console) =>
        LearningRateScreen.Write(result, console);
}
