using System.Globalization;
using Cistron.Models.Folders;
using Cistron.Models.Inference;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Formats.Tables;
using Cistron.Torch;
using Cistron.Training.Data;
using Cistron.Training.Recipes;

namespace Cistron.Training.Verbs;

/// <summary>What <c>predict</c> did.</summary>
/// <param name="Output">The table that was written.</param>
/// <param name="Sequences">Sequences predicted on.</param>
/// <param name="LongSequences">Those of them that were longer than the context.</param>
/// <param name="DroppedBases">Bases of them that the model did not see.</param>
/// <param name="Letters">What was met and replaced in the sequences.</param>
/// <param name="Answers">How many sequences, or bases, got each answer; empty for numbers.</param>
public sealed record PredictionSummary(string Output, long Sequences, long LongSequences, long DroppedBases,
    LetterCounts Letters, IReadOnlyDictionary<string, long> Answers);

/// <summary>The verb <c>predict</c>: sequences in, a table of probabilities or values out, streamed.</summary>
public static class Predicting
{
    /// <summary>Predicts on all sequences of a file.</summary>
    /// <param name="recipe">Model, input and output.</param>
    /// <param name="log">Is told how it goes.</param>
    /// <param name="stop">Ends the work; nothing is written then.</param>
    public static PredictionSummary Run(PredictRecipe recipe, IRunLog log, CancellationToken stop)
    {
        var device = Device.Parse(recipe.Device);
        var folder = ModelFolder.Open(recipe.Model);
        var loaded = folder.LoadAnyPredictor(device, recipe);
        if (loaded is PerBasePredictor ofBases)
            return recipe.Ensemble.Count == 0 ? PerBasePredicting.Run(recipe, ofBases, log, stop) : throw FolderPredictor.NoEnsembleOfBases;
        var predictor = ((SequencePredictor)loaded).With(recipe, device);
        using var source = SequenceSource.Open(recipe.Input, recipe.SequenceColumn);
        var sequences = new CleanSequences(source, predictor.Encoder);
        long dropped = 0, done = 0;
        var answers = predictor.Task.Kind == TaskKind.Regression
            ? []
            : predictor.Task.Outputs.ToDictionary(name => name, _ => 0L);

        TextTarget.Write(recipe.Output, stream =>
        {
            var table = new TableWriter(stream, Delimiter(recipe.Output), [.. Columns(predictor.Task)]);
            foreach (var prediction in predictor.Predict(sequences.Read(), s => s.Bases, recipe.BatchSize, stop))
            {
                string[] given = Answer(predictor.Task, prediction.Output);
                foreach (string answer in given.Where(answers.ContainsKey))
                    answers[answer]++;
                table.Write([
                    prediction.Item.Id, string.Join(';', given), .. Scores(predictor.Task, prediction.Output),
                    Text(prediction.Windows), Text(prediction.DroppedBases)]);
                dropped += prediction.DroppedBases;
                log.Progress("predicting", ++done, null, "sequences");
            }
        });
        if (sequences.Letters.Remarks is { Length: > 0 } remarks)
            log.Note($"{source.File}: {remarks}");
        return new PredictionSummary(
            recipe.Output, sequences.Count, sequences.LongCount, dropped, sequences.Letters, answers);
    }

    private static IEnumerable<string> Columns(SequenceTask task) =>
        ["id", "prediction", .. task.Kind == TaskKind.Regression ? [] : task.Outputs.Select(o => $"p_{o}"), "windows", "dropped_bases"];

    internal static IEnumerable<string> Scores(SequenceTask task, double[] output) =>
        task.Kind.IsNumeric() ? [] : output.Select(p => p.ToString("0.######", CultureInfo.InvariantCulture));

    /// <summary>The most probable class, every label with a probability of at least ½, or the value.</summary>
    internal static string[] Answer(SequenceTask task, double[] output) => task.Kind switch
    {
        TaskKind.MultiClass or TaskKind.PerBaseClass => [task.Outputs[output.IndexOf(output.Max())]],
        TaskKind.MultiLabel => [.. task.Outputs.Zip(output).Where(o => o.Second >= 0.5).Select(o => o.First)],
        _ => [output[0].ToString("G7", CultureInfo.InvariantCulture)],
    };

    internal static char Delimiter(string output) => TableDelimiter.ByExtension(
        output.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? output[..^3] : output) ?? '\t';

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
