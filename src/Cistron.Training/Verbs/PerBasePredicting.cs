using System.Globalization;
using Cistron.Models.Folders;
using Cistron.Models.Inference;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Formats.Tables;
using Cistron.Training.Data;
using Cistron.Training.Recipes;

namespace Cistron.Training.Verbs;

/// <summary>The verb <c>predict</c> with a model of bases: a table with a row for each base, streamed.</summary>
internal static class PerBasePredicting
{
    /// <inheritdoc cref="Predicting.Run"/>
    public static PredictionSummary Run(
        PredictRecipe recipe, PerBasePredictor predictor, IRunLog log, CancellationToken stop)
    {
        using var source = SequenceSource.Open(recipe.Input, recipe.SequenceColumn);
        var sequences = new CleanSequences(source, predictor.Encoder);
        var task = predictor.Task;
        long done = 0;
        var answers = task.Kind.IsNumeric() ? [] : task.Outputs.ToDictionary(name => name, _ => 0L);

        TextTarget.Write(recipe.Output, stream =>
        {
            var table = new TableWriter(stream, Predicting.Delimiter(recipe.Output), [.. Columns(task)]);
            foreach (var (sequence, outputs) in predictor.Predict(sequences.Read(), s => s.Bases, recipe.BatchSize, stop))
            {
                for (int i = 0; i < outputs.Length; i++)
                {
                    string answer = Predicting.Answer(task, outputs[i])[0];
                    if (!task.Kind.IsNumeric())
                        answers[answer]++;
                    table.Write([
                        sequence.Id, (i + 1).ToString(CultureInfo.InvariantCulture), ((char)sequence.Bases[i]).ToString(), answer,
                        .. Predicting.Scores(task, outputs[i])]);
                }
                log.Progress("predicting", ++done, null, "sequences");
            }
        });
        if (sequences.Letters.Remarks is { Length: > 0 } remarks)
            log.Note($"{source.File}: {remarks}");
        return new PredictionSummary(
            recipe.Output, sequences.Count, sequences.LongCount, DroppedBases: 0, sequences.Letters, answers);
    }

    private static IEnumerable<string> Columns(SequenceTask task) =>
        ["id", "position", "base", "prediction", .. task.Kind.IsNumeric() ? [] : task.Outputs.Select(output => $"p_{output}")];
}
