using Cistron.Cli.Results;
using Cistron.Training;
using Cistron.Training.Recipes;
using Cistron.Training.Verbs;
using Spectre.Console;

namespace Cistron.Cli.Verbs;

/// <summary><c>interpret tokens</c>: a model in, maps of its token vectors out.</summary>
/// <inheritdoc cref="RecipeVerb{TRecipe, TResult}"/>
internal sealed class TokensVerb(Func<TokensRecipe, IRunLog, CancellationToken, TokensResult> work)
    : RecipeVerb<TokensRecipe, TokensResult>(work)
{
    /// <inheritdoc />
    public override string Name => "interpret tokens";

    /// <inheritdoc />
    public override string Summary => "map the vectors that a model has learned for its tokens";

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples => ["./cistron interpret tokens model=runs/ecoli/model output=runs/tokens"];

    /// <inheritdoc />
    protected override void Show(TokensResult result, IAnsiConsole console) => TokensScreen.Write(result, console);
}
