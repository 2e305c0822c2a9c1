using Cistron.Training.Verbs;
using Spectre.Console;

namespace Cistron.Cli.Results;

/// <summary>What was predicted, in numbers.</summary>
internal static class PredictionScreen
{
    /// <summary>Writes it.</summary>
    public static void Write(PredictionSummary summary, IAnsiConsole console)
    {
        console.WriteLine();
        var rows = new FactRows().Add("sequences", NumberWords.Count(summary.Sequences));
        if (summary.LongSequences > 0)
            rows.Add("long", $"{NumberWords.Count(summary.LongSequences)} beyond the context; {NumberWords.Count(summary.DroppedBases)} "
                + "bases were not seen");
        foreach ((string answer, long count) in summary.Answers)
            rows.Add($"predicted {answer}", NumberWords.Count(count));
        if (summary.Output != "-")
            rows.Add("written to", summary.Output);
        rows.Write(console);
    }
}
