using Cistron.Data.Verbs;
using Spectre.Console;

namespace Cistron.Cli.Results;

/// <summary>What <c>data reads</c> wrote.</summary>
internal static class ReadsScreen
{
    /// <summary>Writes it.</summary>
    public static void Write(ReadsResult result, IAnsiConsole console)
    {
        console.WriteLine();
        var facts = new FactRows().Add("sequences", NumberWords.Count(result.Sequences));
        foreach (var part in result.Parts)
            facts.Add(part.Name, $"{NumberWords.Count(part.Rows)} reads of {NumberWords.Count(part.LabelCounts.Count)} labels");
        if (result.LeftOut > 0)
            facts.Add("left out", $"{NumberWords.Count(result.LeftOut)} sequences: too short, or a primer does not bind");
        facts.Write(console);
    }
}
