using Cistron.Training.Verbs;
using Spectre.Console;

namespace Cistron.Cli.Results;

/// <summary>How good a model is on a table.</summary>
internal static class EvaluationScreen
{
    /// <summary>Writes it.</summary>
    public static void Write(EvaluationResult result, IAnsiConsole console)
    {
        console.WriteLine();
        console.WriteLine($"{result.Model} on the {JudgementTable.Rows(result.Judgement, "rows")} of {result.Input}"
            + (result.LongSequences > 0 ? $", {NumberWords.Count(result.LongSequences)} of them longer than the context" : ""));
        JudgementTable.Write(result.Judgement, result.Baseline, result.Difference, result.PositionBaseline, console);
        ConfusionTable.Write(result.Judgement, console);
        new FactRows()
            .AddIfAny("baseline", result.BaselineNote)
            .AddIfAny("positions", result.PositionBaseline?.Note)
            .Write(console);
    }
}
