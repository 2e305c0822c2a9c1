using Cistron.Training.Interpretation;
using Cistron.Training.Verbs;
using Spectre.Console;

namespace Cistron.Cli.Results;

/// <summary>Where a perturbation map is lowest.</summary>
internal static class PerturbationScreen
{
    /// <summary>Writes it.</summary>
    public static void Write(PerturbationResult result, IAnsiConsole console)
    {
        console.WriteLine();
        var facts = new FactRows()
            .Add("untouched", $"P({result.Class}) {NumberWords.Number(result.Untouched.Value)} on {NumberWords.Count(result.Sequences)} sequences of "
                + $"{NumberWords.Count(result.Bases)} bases");
        foreach (PerturbedWindow window in result.Lowest)
            facts.Add($"width {window.End - window.Start}", $"lowest change {NumberWords.Number(window.Change.Value)}, at {result.PlaceOf(window)}");
        facts.Add("predictions", $"{NumberWords.Count(result.Predictions)} in {NumberWords.Duration(TimeSpan.FromSeconds(result.Seconds))}")
            .Add("report", result.Report).Write(console);
    }
}
