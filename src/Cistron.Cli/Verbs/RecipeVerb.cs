using System.CommandLine;
using System.Text.Json;
using Cistron.Cli.Help;
using Cistron.Cli.Progress;
using Cistron.Runs.Folders;
using Cistron.Runs.Recipes;
using Cistron.Training;
using Spectre.Console;

namespace Cistron.Cli.Verbs;

/// <summary>A verb that does what a recipe says: binds it, calls the library, shows the result.</summary>
/// <param name="work">The library's method.</param>
internal abstract class RecipeVerb<TRecipe, TResult>(Func<TRecipe, IRunLog, CancellationToken, TResult> work) : Verb
    where TRecipe : class
{
    private readonly Argument<string[]> _words = new("recipe") { Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<bool> _json = JsonOption();
    private readonly Option<string> _progress = ProgressDisplay.CreateOption();

    /// <inheritdoc />
    public override string Usage => "[recipe.yaml] [key=value …] [--json] [--progress auto|plain|none]";

    /// <inheritdoc />
    public override void Declare(Command command)
    {
        command.Add(_words);
        command.Add(_json);
        command.Add(_progress);
    }

    /// <inheritdoc />
    public override ExitCode Run(ParseResult arguments, Terminal terminal, CancellationToken stop) =>
        CodeOf(Follow(arguments, terminal, (recipe, log) => work(recipe, log, stop), Show));

    /// <summary>Binds the recipe, does something with it, and shows what came of it: to people, or as JSON.</summary>
    protected T Follow<T>(
        ParseResult arguments, Terminal terminal, Func<TRecipe, IRunLog, T> doing, Action<T, IAnsiConsole> show)
    {
        TRecipe recipe = Bind(Words(arguments));
        bool json = arguments.GetValue(_json);
        IAnsiConsole output = WritesToOutput(recipe) ? terminal.Messages : terminal.Output;
        if (json && output == terminal.Messages)
            throw new UsageException("--json and output=- would share standard output; name a file in 'output'");

        T result = terminal.Follow(arguments.GetValue(_progress)!, log => doing(recipe, log));
        if (json)
            output.WriteWhole(JsonSerializer.Serialize(result, JsonFile.Options));
        else
            show(result, output);
        return result;
    }

    /// <inheritdoc />
    public override void Explain(IAnsiConsole console) => RecipeHelp.Write<TRecipe>(console);

    /// <summary>Shows the result to people.</summary>
    protected abstract void Show(TResult result, IAnsiConsole console);

    /// <summary>Whether the recipe sends its product to standard output, which then is not free for anything else.</summary>
    protected virtual bool WritesToOutput(TRecipe recipe) => false;

    /// <summary>The exit code that goes with a result.</summary>
    protected virtual ExitCode CodeOf(TResult result) => ExitCode.Done;

    /// <summary>The words behind the verb, options aside.</summary>
    protected string[] Words(ParseResult arguments) => arguments.GetValue(_words) ?? [];

    /// <summary>The recipe that words behind the verb make.</summary>
    protected virtual TRecipe Bind(string[] words)
    {
        if (words.FirstOrDefault(word => word.StartsWith('-') && word != "-") is { } option)
            throw new UsageException($"there is no option '{option}'; './cistron {Name} --help' lists them, and keys of the " +
                                     "recipe are written key=value");
        bool hasFile = words.Length > 0 && !words[0].Contains('=', StringComparison.Ordinal);
        return hasFile
            ? RecipeBinder.Bind<TRecipe>(words[0], words[1..])
            : RecipeBinder.Bind<TRecipe>((RecipeText?)null, words);
    }
}
