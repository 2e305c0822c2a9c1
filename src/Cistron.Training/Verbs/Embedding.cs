using Cistron.Data.Folders;
using Cistron.Models.Folders;
using Cistron.Models.Heads;
using Cistron.Models.Inference;
using Cistron.Sequences.Alphabets;
using Cistron.Torch;
using Cistron.Training.Data;
using Cistron.Training.Recipes;

namespace Cistron.Training.Verbs;

/// <summary>What <c>embed</c> did.</summary>
/// <param name="Output">The array or table that was written.</param>
/// <param name="Ids">The table of ids beside an array, in the order of its rows; null where the table has them.</param>
/// <param name="Sequences">Rows of vectors.</param>
/// <param name="Dimensions">Numbers of each.</param>
/// <param name="LongSequences">Sequences that were longer than the context.</param>
/// <param name="Letters">What was met and replaced in the sequences.</param>
/// <param name="Map">What the maps show; null where none were asked for.</param>
public sealed record EmbeddingSummary(string Output, string? Ids, long Sequences, int Dimensions, long LongSequences,
    LetterCounts Letters, EmbeddingMap? Map);

/// <summary>The verb <c>embed</c>: sequences in, vectors of float32 out, streamed; and maps of them, where they are asked for.</summary>
public static class Embedding
{
    /// <summary>Embeds all sequences of a file. Windows of long sequences are averaged.</summary>
    /// <param name="recipe">Model, input and output.</param>
    /// <param name="log">Is told how it goes.</param>
    /// <param name="stop">Ends the work; what is not whole is not written then.</param>
    public static EmbeddingSummary Run(EmbedRecipe recipe, IRunLog log, CancellationToken stop)
    {
        var device = Device.Parse(recipe.Device);
        recipe.Precision.CheckOn(device, "precision");
        var folder = ModelFolder.Open(recipe.Model);
        if (recipe.Report is { } report)
            PreparedFolder.Check(report, EmbeddingMapping.Verb, [.. recipe.Files, recipe.Output], EmbeddingMapping.ManifestFile);
        var backbone = folder.LoadBackbone(folder.Description.Backbone);
        backbone.MoveTo(device);
        var encoder = new SequenceEncoder(folder.Tokenizer, backbone.Shape, recipe.Long);
        var inference = new SequenceInference(encoder, batch => backbone.Pool(batch, recipe.Pooling), backbone, recipe.BatchSize,
            precision: recipe.Precision.AutocastType());
        var sequences = new InputSequences(recipe, encoder, log);
        int dimensions = recipe.Pooling.Width(backbone.Dimensions);
        var mapping = recipe.Report is null ? null : new EmbeddingMapping(recipe, dimensions);

        VectorFile.Write(recipe.Output, dimensions, write =>
        {
            long done = 0;
            foreach (var (sequence, output) in inference.Run(sequences.Read(), s => s.Bases, stop))
            {
                write(sequence.Id, output);
                mapping?.Add(sequence.Id, sequence.Label, output.Values);
                log.Progress("embedding", ++done, null, "sequences");
            }
        });
        return new EmbeddingSummary(recipe.Output, VectorFile.IdsOf(recipe.Output), sequences.Count, dimensions,
            sequences.LongCount, sequences.Letters, mapping?.Write(log, stop));
    }
}
