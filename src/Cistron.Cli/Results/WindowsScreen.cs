using Cistron.Data.Verbs;
using Cistron.Sequences.Labelling;
using Spectre.Console;

namespace Cistron.Cli.Results;

/// <summary>What <c>data windows</c> cut, and what it left out.</summary>
internal static class WindowsScreen
{
    /// <summary>Writes it.</summary>
    public static void Write(WindowsResult result, IAnsiConsole console)
    {
        WindowCounts counts = result.Counts;
        console.WriteLine();
        var facts = new FactRows().Add("features", $"{NumberWords.Count(counts.Selected)} of {NumberWords.Count(counts.Features)}");
        foreach ((string kind, long kept) in counts.Kept)
            facts.Add(kind, $"{NumberWords.Count(kept)} windows");
        AddLeftOut(facts, counts.OutOfOrder, "features with parts out of order");
        AddLeftOut(facts, counts.OpenEnded, "features whose end is not known, without a positive window");
        AddLeftOut(facts, counts.TooShort, "features too short for a window inside");
        AddLeftOut(facts, counts.OverEnd, "windows over the end of their sequence");
        AddLeftOut(facts, counts.Ambiguous, "windows with too many ambiguous letters");
        AddLeftOut(facts, counts.NotFound, "negative windows for which no place was found");
        AddLeftOut(facts, counts.Duplicates, "windows with the bases of an earlier one");
        AddLeftOut(facts, counts.Conflicts, "windows whose bases occur with both labels");
        facts.Add("written to", result.Table.Path).Write(console);
    }

    private static void AddLeftOut(FactRows facts, long count, string what)
    {
        if (count > 0)
            facts.Add("left out", $"{NumberWords.Count(count)} {what}");
    }
}
