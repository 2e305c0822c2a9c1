using Cistron.Training.GenomeScans;
using Cistron.Training.Verbs;
using Spectre.Console;

namespace Cistron.Cli.Results;

/// <summary>What a scan found.</summary>
internal static class ScanScreen
{
    private const int MostCalls = 5;

    /// <summary>Writes it.</summary>
    public static void Write(ScanResult result, IAnsiConsole console)
    {
        console.WriteLine();
        var facts = new FactRows()
            .Add("scanned", $"{NumberWords.Count(result.Bases)} bases in {NumberWords.Count(result.Sequences)} {(result.Sequences == 1 ? "sequence" : "sequences")}, "
                + $"{NumberWords.Count(result.Windows)} windows, {NumberWords.Count(result.BasesPerSecond)} bases/s")
            .AddIfAny("left out", LeftOut(result))
            .Add("calls", $"{NumberWords.Count(result.Calls)} of '{result.Class}' at {result.Threshold} or above, "
                + $"{NumberWords.Count(result.CalledBases)} bases");
        foreach (ScanCall call in result.BestCalls.Take(MostCalls))
            facts.Add("best", $"{call.Place}  {NumberWords.Number(call.Peak.Probability)}");
        if (result.Annotation?.Agreement is { } agreement)
            facts.Add("recall", $"{NumberWords.Number(agreement.Recall)}  ({NumberWords.Count(agreement.FoundFeatures)} of "
                    + $"{NumberWords.Count(agreement.Features)} annotated starts)")
                .Add("precision", $"{NumberWords.Number(agreement.Precision)}  ({NumberWords.Count(agreement.RightCalls)} of "
                    + $"{NumberWords.Count(agreement.Calls)} calls)");
        facts.Add("report", result.Report).Write(console);
    }

    private static string? LeftOut(ScanResult result)
    {
        List<string> parts = [];
        if (result.ShortSequences > 0)
            parts.Add($"sequences shorter than a window: {NumberWords.Count(result.ShortSequences)}");
        if (result.AmbiguousWindows > 0)
            parts.Add($"windows with too many ambiguous letters: {NumberWords.Count(result.AmbiguousWindows)}");
        return parts.Count > 0 ? string.Join("; ", parts) : null;
    }
}
