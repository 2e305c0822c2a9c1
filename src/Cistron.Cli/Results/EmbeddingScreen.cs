using Cistron.Training.Verbs;
using Spectre.Console;

namespace Cistron.Cli.Results;

/// <summary>What was embedded, in numbers.</summary>
internal static class EmbeddingScreen
{
    /// <summary>Writes it.</summary>
    public static void Write(EmbeddingSummary summary, IAnsiConsole console)
    {
        console.WriteLine();
        var rows = new FactRows()
            .Add("sequences", $"{NumberWords.Count(summary.Sequences)}, each a vector of {summary.Dimensions} numbers");
        if (summary.LongSequences > 0)
            rows.Add("long", $"{NumberWords.Count(summary.LongSequences)} beyond the context");
        rows.Add("vectors", summary.Output).Add("ids", summary.Ids).Write(console);
    }
}
