using Cistron.Training.Verbs;
using Spectre.Console;

namespace Cistron.Cli.Results;

/// <summary>What <c>import</c> made, and what had no counterpart.</summary>
internal static class ImportScreen
{
    private const int MostNames = 8;

    /// <summary>Writes it.</summary>
    public static void Write(ImportResult result, IAnsiConsole console)
    {
        console.WriteLine();
        new FactRows()
            .Add("weights", $"{NumberWords.Count(result.Parameters)} from {result.Software}")
            .Add("tokenizer", $"{result.Tokenizer}, {NumberWords.Count(result.Tokens)} tokens")
            .AddIfAny("outputs", First(result.Outputs, ", "))
            .AddIfAny("without a row", Names(result.TokensWithoutRow, "begin with the mean of all rows"))
            .AddIfAny("unused", Names(result.UnusedTokens, "not made by the tokenizer"))
            .AddIfAny("missing", Names(result.MissingWeights, "not in the file"))
            .AddIfAny("unexpected", Names(result.UnexpectedWeights, "no place in the model"))
            .Add("model", result.ModelFolder)
            .Write(console);
    }

    private static string? Names(IReadOnlyList<string> names, string what) => names.Count == 0 ? null : $"{First(names, " ")}: {what}";

    private static string First(IReadOnlyList<string> names, string between) => string.Join(between, names.Take(MostNames)) +
        (names.Count > MostNames ? $" … ({NumberWords.Count(names.Count)} in all)" : "");
}
