using System.Text.Json;
using Cistron.Data.Folders;
using Cistron.Models.Folders;
using Cistron.Runs.Folders;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Randomness;
using Cistron.Torch;
using Cistron.Training.Recipes;

namespace Cistron.Training.Verbs;

/// <summary>
/// The verbs <c>import …</c>: weights that another software trained in, a model folder out. A new source is a class that
/// gives an <see cref="ImportedModel"/>, such as <see cref="FastaiImporting"/>.
/// </summary>
internal static class Importing
{
    /// <summary>Makes the model folder, as a whole or not at all.</summary>
    /// <param name="software">Where the weights come from.</param>
    /// <param name="recipe">Weights, tokenizer and output.</param>
    /// <param name="files">What is read.</param>
    /// <param name="read">Builds the model from them.</param>
    /// <param name="log">Is warned of what is missing.</param>
    /// <exception cref="InputException">A file is wrong, or the output is there already.</exception>
    public static ImportResult Run(
        string software, ImportRecipe recipe, IReadOnlyList<string> files, Func<ImportedModel> read, IRunLog log)
    {
        if (Path.Exists(recipe.Output))
            throw new InputException(recipe.Output, null, "this is there already", "a new folder was expected",
                "name another folder, or delete this one");
        // What a file lacks is drawn, and must not differ from one import to the next.
        TorchRandom.Seed(RandomStream.Key(1, "init"));
        ImportedModel imported = read();
        var result = new ImportResult
        {
            ModelFolder = recipe.Output,
            Software = software,
            Sources = [.. files.Select(SourceFile.Of).OfType<SourceFile>()],
            Parameters = imported.Model.ParameterCount,
            Tokenizer = imported.Tokenizer.ToString()!,
            Tokens = imported.Tokenizer.Vocabulary.Count,
            Outputs = imported.Task?.Outputs ?? [],
            TokensWithoutRow = imported.TokensWithoutRow,
            UnusedTokens = imported.UnusedTokens,
            MissingWeights = imported.Weights.Missing,
            UnexpectedWeights = imported.Weights.Unexpected,
        };
        if (result.MissingWeights.Count > 0)
            log.Warn($"{recipe.Weights} has no {string.Join(", ", result.MissingWeights)}; the model has the values of a new one there");
        Write(result, imported);
        return result;
    }

    private static void Write(ImportResult result, ImportedModel imported)
    {
        var (backbone, tokenizer) = (imported.Model.Backbone.Shape, imported.Tokenizer);
        var description = new ModelDescription
        {
            Backbone = backbone,
            Predicts = imported.Predicts,
            Task = imported.Task,
            Tokenizer = tokenizer.ToJson(),
            TokenizerFingerprint = tokenizer.Fingerprint,
            Training = JsonSerializer.SerializeToNode(result, JsonFile.Options)!.AsObject(),
        };
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(result.ModelFolder))!);
        AtomicFolder.Write(result.ModelFolder, folder =>
            ModelFolder.Save(folder, imported.Model, description, tokenizer, ModelCard.Of(result, description, tokenizer)));
    }
}
