using System.Diagnostics;
using System.Globalization;
using Cistron.Data.Folders;
using Cistron.Models;
using Cistron.Models.Folders;
using Cistron.Models.Inference;
using Cistron.Runs.Folders;
using Cistron.Runs.Recipes;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Formats.Tables;
using Cistron.Torch;
using Cistron.Training.Data;
using Cistron.Training.Interpretation;
using Cistron.Training.Recipes;
using Cistron.Training.Reports;

namespace Cistron.Training.Verbs;

/// <summary>
/// The verb <c>interpret accuracy</c>: a masked language model and sequences in, how well it predicts the masked tokens of
/// each out, streamed.
/// </summary>
public static class AccuracyScoring
{
    /// <summary>The verb, as its manifest names it.</summary>
    public const string Verb = "interpret accuracy";

    /// <summary>The result in the folder.</summary>
    public const string ManifestFile = "accuracy.json";

    /// <summary>A row for each sequence.</summary>
    public const string TableFile = "accuracy.tsv";

    // Labels that are told apart; sequences with further ones are counted among all.
    private const int MostLabels = TaskInference.MostClassNumbers;

    /// <summary>Masks and scores all sequences and writes the folder.</summary>
    /// <param name="recipe">Model, sequences, masking and output.</param>
    /// <param name="log">Is told how it goes.</param>
    /// <param name="stop">Ends the work; nothing is written then.</param>
    /// <exception cref="InputException">A file is wrong, or something would be lost.</exception>
    /// <exception cref="RecipeException">The masking does not fit the model's tokens.</exception>
    /// <exception cref="ModelFolderException">The folder holds no model that predicts masked tokens.</exception>
    public static AccuracyResult Run(AccuracyRecipe recipe, IRunLog log, CancellationToken stop)
    {
        var folder = ModelFolder.Open(recipe.Model);
        if (folder.LoadLanguageModel() is not MaskedLanguageModel model)
            throw new ModelFolderException($"{recipe.Model} holds a model that predicts the next token, and not masked ones; give a BERT, or an "
                + "AWD-LSTM that was trained on masked tokens");
        PreparedFolder.Check(recipe.Output, Verb, recipe.Files, ManifestFile);
        model.MoveTo(Device.Parse(recipe.Device));
        var encoder = new SequenceEncoder(folder.Tokenizer, model.Backbone.Shape, recipe.Long);
        // The plan has the masking of a run's end, whatever the number of its steps.
        var policy = PretrainSetup.MaskingOf(recipe.Masking ?? new MaskingRecipe(), folder.Tokenizer, steps: 1).ForValidation;
        var accuracy = new MaskedAccuracy(model, encoder, policy, recipe.Draws, recipe.BatchSize, recipe.Seed);
        var sequences = new InputSequences(recipe, encoder, log);
        AccuracyResult? result = null;
        PreparedFolder.Write(recipe.Output, path => result = Write(path, recipe, folder, accuracy, sequences, log, stop), ManifestFile);
        return result!;
    }

    private static AccuracyResult Write(string path, AccuracyRecipe recipe, ModelFolder folder, MaskedAccuracy accuracy,
        InputSequences sequences, IRunLog log, CancellationToken stop)
    {
        var clock = Stopwatch.StartNew();
        var all = new AccuracyGroup("all");
        var labels = new OrderedDictionary<string, AccuracyGroup>(StringComparer.Ordinal);
        long dropped = 0, unscored = 0, done = 0;
        bool turnedAway = false;
        TextTarget.Write(Path.Combine(path, TableFile), text =>
        {
            var table = new TableWriter(text, TableDelimiter.Tab, "id", "label", "masked_tokens", "accuracy", "bits_per_base");
            foreach (var (sequence, score, left) in accuracy.Of(sequences.Read(), sequence => sequence.Bases, stop))
            {
                dropped += left;
                table.Write(sequence.Id, sequence.Label ?? "", $"{score.Tokens}", Text(score.Accuracy), Text(score.BitsPerBase));
                log.Progress("predicting", ++done, null, "sequences");
                if (score.Tokens == 0)
                {
                    unscored++;
                    continue;
                }
                all.Add(score);
                if (sequence.Label is not { } label)
                    continue;
                if (!labels.TryGetValue(label, out var group) && labels.Count < MostLabels)
                    labels.Add(label, group = new AccuracyGroup(label));
                if (group is null)
                    turnedAway = true;
                else
                    group.Add(score);
            }
        });
        if (all.Sequences == 0)
            throw new InputException(string.Join(", ", recipe.Files), null, "no sequence has a token without ambiguous letters",
                "tokens that can be masked were expected", "give other sequences");
        if (turnedAway)
            log.Warn($"the first {MostLabels} labels are told apart, and further ones are not");
        var result = new AccuracyResult
        {
            Files = [],
            Cistron = typeof(AccuracyScoring).Assembly.GetName().Version!.ToString(3),
            Recipe = RecipeWriter.Write(recipe),
            Report = new RunPaths(recipe.Output).Report,
            Tokenizer = $"{folder.Tokenizer}",
            Sequences = sequences.Count,
            LongSequences = sequences.LongCount,
            DroppedBases = dropped,
            Unscored = unscored,
            All = Summary(all),
            Labels = [.. labels.Values.Select(Summary)],
            CommonestShare = accuracy.CommonestShare,
            Seconds = clock.Elapsed.TotalSeconds,
        };
        RunReport.Write(new RunPaths(path), new AccuracyReport(recipe, result, all, [.. labels.Values]).Page());
        return result with { Files = PreparedFolder.FilesIn(path) };
    }

    private static LabelAccuracy Summary(AccuracyGroup group) => new(group.Label, group.Sequences, group.Together.Tokens, group.Accuracy,
        group.BitsPerBase, group.Together.Accuracy, group.Together.BitsPerBase);

    private static string Text(double number) =>
        double.IsFinite(number) ? number.ToString("0.######", CultureInfo.InvariantCulture) : "";
}
