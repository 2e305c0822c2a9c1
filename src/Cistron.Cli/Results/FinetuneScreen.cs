using Cistron.Runs.Folders;
using Cistron.Training.Verbs;
using Spectre.Console;

namespace Cistron.Cli.Results;

/// <summary>What a fine-tuning run came to: the model beside its baseline on rows that it has not seen.</summary>
internal static class FinetuneScreen
{
    /// <summary>Writes it.</summary>
    public static void Write(FinetuneResult result, string folder, IAnsiConsole console)
    {
        Judgement judged = result.Test ?? result.Dev;
        console.WriteLine();
        console.WriteLine(result.Task);
        console.WriteLine($"{NumberWords.Count(result.Parameters)} weights, "
            + (result.Pretrained is null ? "from scratch" : $"from {result.Pretrained}")
            + $", {NumberWords.Count(result.Steps)} steps on {NumberWords.Count(result.TrainRows)} rows in "
            + $"{NumberWords.Duration(TimeSpan.FromSeconds(result.Seconds))} of training");
        console.WriteLine(result.Test is null
            ? $"judged on the {JudgementTable.Rows(judged, "dev rows")} that the weights were chosen on: the numbers flatter the "
                + "model; give a test table for an honest judgement"
            : $"judged once on {JudgementTable.Rows(judged, "test rows")}");
        JudgementTable.Write(judged, result.Baseline, result.Difference, result.PositionBaseline, console);
        ConfusionTable.Write(judged, console);
        new FactRows()
            .AddIfAny("baseline", result.BaselineNote)
            .AddIfAny("positions", result.PositionBaseline?.Note)
            .AddAll(JudgementTable.Lines(result.TranscriptBaselines))
            .Add("report", new RunPaths(folder).Report)
            .Add("model", $"{result.ModelFolder} (the weights of step {result.ReleasedStep}, chosen by {result.SelectedBy})")
            .Write(console);
    }
}
