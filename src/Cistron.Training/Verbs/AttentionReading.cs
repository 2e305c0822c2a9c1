using System.Diagnostics;
using Cistron.Data.Folders;
using Cistron.Models.Attention;
using Cistron.Models.Bert;
using Cistron.Models.Folders;
using Cistron.Models.Inference;
using Cistron.Runs.Folders;
using Cistron.Runs.Recipes;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Formats;
using Cistron.Torch;
using Cistron.Training.Data;
using Cistron.Training.Interpretation.Attention;
using Cistron.Training.Recipes;
using Cistron.Training.Reports;

namespace Cistron.Training.Verbs;

/// <summary>
/// The verb <c>interpret attention</c>: encoders and sequences in, where the heads look out. Sequences stream by, and memory
/// does not grow with their number.
/// </summary>
public static class AttentionReading
{
    /// <summary>The verb, as its manifest names it.</summary>
    public const string Verb = "interpret attention";

    /// <summary>The result in the folder.</summary>
    public const string ManifestFile = "attention.json";

    /// <summary>Reads the attention of every model on all sequences, and writes the folder.</summary>
    /// <param name="recipe">Models, sequences and output.</param>
    /// <param name="log">Is told how it goes.</param>
    /// <param name="stop">Ends the work; nothing is written then.</param>
    /// <exception cref="InputException">A file is wrong, or something would be lost.</exception>
    /// <exception cref="ModelFolderException">A folder holds no model, or one without attention.</exception>
    /// <exception cref="OperationCanceledException">The work was ended.</exception>
    public static AttentionResult Run(AttentionRecipe recipe, IRunLog log, CancellationToken stop)
    {
        string[] folders = [recipe.Model, .. recipe.Beside];
        var models = NamedModel.Of(folders);
        PreparedFolder.Check(recipe.Output, Verb, [recipe.Input, .. folders], ManifestFile);
        var clock = Stopwatch.StartNew();
        List<MappedSequence> mapped = [];
        ModelAttention[] read = [.. models.Select(model => Read(model, recipe, mapped, log, stop))];
        var result = new AttentionResult
        {
            Files = [],
            Cistron = typeof(AttentionReading).Assembly.GetName().Version!.ToString(3),
            Recipe = RecipeWriter.Write(recipe),
            Report = new RunPaths(recipe.Output).Report,
            NearTokens = recipe.NearTokens,
            Models = read,
            Seconds = clock.Elapsed.TotalSeconds,
        };
        PreparedFolder.Write(recipe.Output, folder =>
        {
            AttentionTables.Write(folder, read, mapped);
            RunReport.Write(new RunPaths(folder), new AttentionReport(recipe, result, mapped).Page());
            return result = result with { Files = PreparedFolder.FilesIn(folder) };
        }, ManifestFile);
        return result;
    }

    private static ModelAttention Read(
        NamedModel model, AttentionRecipe recipe, List<MappedSequence> mapped, IRunLog log, CancellationToken stop)
    {
        BertBackbone backbone = model.Load(Device.Parse(recipe.Device));
        var encoder = new SequenceEncoder(model.Folder.Tokenizer, backbone.Shape, recipe.Long);
        using var source = SequenceSource.Open(recipe.Input, recipe.SequenceColumn);
        var sequences = new CleanSequences(source, encoder);
        var reader = new AttentionReader(backbone, encoder, recipe.NearTokens, recipe.ProfileTokens);
        var means = new AttentionMeans(backbone.Configuration, recipe.ProfileTokens);
        foreach (var sequence in reader.Of(sequences.Read().Take(recipe.Rows ?? int.MaxValue), sequence => sequence.Bases, recipe.BatchSize, stop))
        {
            if (means.Sequences < recipe.Maps)
                mapped.Add(MappedSequence.Of(model.Name, backbone, encoder, sequence.Item, recipe.Heads));
            means.Add(sequence);
            log.Progress($"reading with {model.Name}", means.Sequences, recipe.Rows, "sequences");
        }
        if (sequences.Letters.Remarks is { Length: > 0 } remarks)
            log.Note($"{source.File}: {remarks}");
        return new ModelAttention
        {
            Name = model.Name,
            Folder = model.Folder.Path,
            Tokenizer = $"{model.Folder.Tokenizer}",
            Sequences = means.Sequences,
            LongSequences = sequences.LongCount,
            Tokens = means.Tokens,
            Even = means.Even,
            Layers = means.Layers,
        };
    }
}
