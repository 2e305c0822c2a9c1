using Cistron.Runs.Folders;
using Cistron.Data.Reports;
using Cistron.Training.Verbs;
using Spectre.Console;

namespace Cistron.Cli.Results;

/// <summary>What a sweep over learning rates suggests.</summary>
internal static class LearningRateScreen
{
    /// <summary>Writes it.</summary>
    public static void Write(LearningRateResult result, IAnsiConsole console)
    {
        console.WriteLine();
        console.WriteLine($"{result.Steps} steps from {ReportText.Rate(result.LowestRate)} to "
            + ReportText.Rate(result.HighestRate) + (result.Exploded ? ", where the loss exploded" : "")
            + $"; trained: {string.Join(", ", result.LayerGroups)}");
        var facts = new FactRows();
        if (result.Safer is { } safer)
        {
            facts.Add("steepest", $"{ReportText.Rate(result.Steepest!.Value)}: there the loss falls fastest")
                .Add("lowest / 10",
                    $"{ReportText.Rate(result.TenthOfLowest!.Value)}: a tenth of the rate with the lowest loss")
                .Add("suggested", $"{ReportText.Rate(safer)}: the smaller of the two, as the highest rate of the "
                    + (result.Command is null ? "first of training.phases" : "run"));
        }
        else
        {
            console.WriteLine("the loss fell nowhere between, so that no rate is suggested; give a larger batch, or look at "
                + "the data");
        }
        facts.Add("report", new RunPaths(result.Folder).Report).Write(console);
        if (result.Command is { } command)
            console.WriteWhole(command);
    }
}
