using Cistron.Models.Folders;
using Cistron.Runs.Folders;
using Cistron.Training.Verbs;
using Spectre.Console;

namespace Cistron.Cli.Results;

/// <summary>What a pre-training run came to, beside the models that any language model must beat.</summary>
internal static class PretrainScreen
{
    /// <summary>Writes it.</summary>
    public static void Write(PretrainResult result, string folder, IAnsiConsole console)
    {
        console.WriteLine();
        console.WriteLine($"{NumberWords.Count(result.Parameters)} weights, {NumberWords.Count(result.Steps)} steps, "
            + $"{NumberWords.Count(result.Tokens)} tokens, {result.Epochs:0.00} epochs in "
            + $"{NumberWords.Duration(TimeSpan.FromSeconds(result.Seconds))} of training");
        console.WriteLine($"judged on {NumberWords.Count(result.ValidationWindows)} windows of the held-out "
            + $"{NumberWords.Count(result.ValidationBases)} bases");
        var table = new Table().Border(TableBorder.Simple).AddColumn("bits per base")
            .AddColumn(new TableColumn("") { Alignment = Justify.Right });
        table.AddRow("uniform bases", NumberWords.Number(result.UniformBitsPerBase));
        table.AddRow($"Markov model of order {result.MarkovOrder}", NumberWords.Number(result.MarkovBitsPerBase));
        table.AddRow("this model", NumberWords.Number(result.BitsPerBase));
        console.Write(table);
        console.WriteLine($"of the {(result.Predicts == PredictedTokens.Next ? "next" : "masked")} tokens "
            + $"{NumberWords.Number(result.Accuracy)} are predicted right");
        console.WriteLine();
        new FactRows()
            .Add("report", new RunPaths(folder).Report)
            .Add("model", $"{result.ModelFolder} (the weights of step {result.ReleasedStep})")
            .Write(console);
    }
}
