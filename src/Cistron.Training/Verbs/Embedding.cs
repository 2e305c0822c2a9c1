using Cistron.Models.Folders;
using Cistron.Models.Heads;
using Cistron.Models.Inference;
using Cistron.Runs.Arrays;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Formats.Tables;
using Cistron.Torch;
using Cistron.Training.Data;
using Cistron.Training.Recipes;

namespace Cistron.Training.Verbs;

/// <summary>What <c>embed</c> did.</summary>
/// <param name="Output">The array that was written.</param>
/// <param name="Ids">The table of ids beside it, in the order of the array's rows.</param>
/// <param name="Sequences">Rows of the array.</param>
/// <param name="Dimensions">Columns of the array.</param>
/// <param name="LongSequences">Sequences that were longer than the context.</param>
/// <param name="Letters">What was met and replaced in the sequences.</param>
public sealed record EmbeddingSummary(
    string Output, string Ids, long Sequences, int Dimensions, long LongSequences, LetterCounts Letters);

/// <summary>The verb <c>embed</c>: sequences in, an array (N, D) of float32 out, streamed.</summary>
public static class Embedding
{
    /// <summary>Embeds all sequences of a file. Windows of long sequences are averaged.</summary>
    /// <param name="recipe">Model, input and output.</param>
    /// <param name="log">Is told how it goes.</param>
    /// <param name="stop">Ends the work; nothing is written then.</param>
    public static EmbeddingSummary Run(EmbedRecipe recipe, IRunLog log, CancellationToken stop)
    {
        var device = Device.Parse(recipe.Device);
        var folder = ModelFolder.Open(recipe.Model);
        var backbone = folder.LoadBackbone(folder.Description.Backbone);
        backbone.MoveTo(device);
        var encoder = new SequenceEncoder(folder.Tokenizer, backbone.Shape, recipe.Long);
        var inference = new SequenceInference(
            encoder, batch => backbone.Pool(batch, recipe.Pooling), device, recipe.BatchSize);
        using var source = SequenceSource.Open(recipe.Input, recipe.SequenceColumn);
        var sequences = new CleanSequences(source, encoder);
        string idsPath = Path.ChangeExtension(recipe.Output, ".ids.tsv");

        TextTarget.Write(idsPath, ids => NpyFile.Write(recipe.Output, recipe.Pooling.Width(backbone.Dimensions), array =>
        {
            var table = new TableWriter(ids, '\t', "id", "windows");
            long done = 0;
            foreach (var (sequence, output) in inference.Run(sequences.Read(), s => s.Bases, stop))
            {
                array.Append(output.Values);
                table.Write(sequence.Id, $"{output.Windows}");
                log.Progress("embedding", ++done, null, "sequences");
            }
        }));
        if (sequences.Letters.Remarks is { Length: > 0 } remarks)
            log.Note($"{source.File}: {remarks}");
        return new EmbeddingSummary(
            recipe.Output, idsPath, sequences.Count, recipe.Pooling.Width(backbone.Dimensions), sequences.LongCount, sequences.Letters);
    }
}
