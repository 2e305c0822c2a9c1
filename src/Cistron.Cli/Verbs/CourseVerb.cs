using Cistron.Cli.Results;
using Cistron.Training;
using Cistron.Training.Recipes;
using Cistron.Training.Verbs;
using Spectre.Console;

namespace Cistron.Cli.Verbs;

/// <summary><c>interpret course</c>: a pre-training run in, maps of its token vectors over its steps out.</summary>
/// <inheritdoc cref="RecipeVerb{TRecipe, TResult}"/>
internal sealed class CourseVerb(Func<CourseRecipe, IRunLog, CancellationToken, CourseResult> work)
    : RecipeVerb<CourseRecipe, CourseResult>(work)
{
    /// <inheritdoc />
    public override string Name => "interpret course";

    /// <inheritdoc />
    public override string Summary => "show how the vectors of tokens took their order over a run";

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples => ["./cistron interpret course run=runs/ecoli output=runs/course"];

    /// <inheritdoc />
    protected override void Show(CourseResult result, IAnsiConsole console) => CourseScreen.Write(result, console);
}
