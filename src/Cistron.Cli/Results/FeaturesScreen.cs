using Cistron.Data.Verbs;
using Spectre.Console;

namespace Cistron.Cli.Results;

/// <summary>What <c>data features</c> measured.</summary>
internal static class FeaturesScreen
{
    /// <summary>Writes it.</summary>
    public static void Write(FeaturesResult result, IAnsiConsole console)
    {
        console.WriteLine();
        var facts = new FactRows()
            .Add("transcripts", NumberWords.Count(result.Transcripts))
            .Add("features", $"{NumberWords.Count(result.Features)} of each");
        if (result.WithoutFrame > 0)
            facts.Add("without frame", $"{NumberWords.Count(result.WithoutFrame)} of {NumberWords.Count(result.Transcripts)}");
        if (result.Output != "-")
            facts.Add("written to", result.Output);
        facts.Write(console);
    }
}
