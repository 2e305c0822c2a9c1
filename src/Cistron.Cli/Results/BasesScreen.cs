using Cistron.Training.Verbs;
using Spectre.Console;

namespace Cistron.Cli.Results;

/// <summary>What was scored, and where the scores are.</summary>
internal static class BasesScreen
{
    /// <summary>Writes it.</summary>
    public static void Write(BasesResult result, IAnsiConsole console)
    {
        console.WriteLine();
        string folder = Path.GetDirectoryName(result.Report)!;
        new FactRows()
            .Add("scored", $"{NumberWords.Count(result.Bases)} bases of {NumberWords.Count(result.Sequences)} sequences, "
                + $"{NumberWords.Duration(TimeSpan.FromSeconds(result.Seconds))}")
            .Add("class", $"{result.Class}, mean probability {NumberWords.Number(result.MeanProbability)}")
            .Add("scores", Path.Combine(folder, BaseScoring.TableFile)
                + (result.Length is null ? "" : $" and {BaseScoring.ArrayFile}"))
            .Add("report", result.Report).Write(console);
    }
}
