using System.Diagnostics;
using System.Globalization;
using System.Text;
using Cistron.Data.Folders;
using Cistron.Models.Folders;
using Cistron.Models.Importance;
using Cistron.Runs.Arrays;
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
/// The verb <c>interpret bases</c>: a fine-tuned model and sequences in, a score for each of their bases out, streamed.
/// </summary>
public static class BaseScoring
{
    /// <summary>The verb, as its manifest names it.</summary>
    public const string Verb = "interpret bases";

    /// <summary>The result in the folder.</summary>
    public const string ManifestFile = "bases.json";

    /// <summary>A row for each sequence with the scores of its bases.</summary>
    public const string TableFile = "scores.tsv";

    /// <summary>The scores as an array (N, L) of float32, when all sequences have L bases.</summary>
    public const string ArrayFile = "scores.npy";

    /// <summary>Scores the bases of all sequences and writes the folder.</summary>
    /// <param name="recipe">Model, sequences and output.</param>
    /// <param name="log">Is told how it goes.</param>
    /// <param name="stop">Ends the work; nothing is written then.</param>
    /// <exception cref="InputException">A file is wrong, or something would be lost.</exception>
    /// <exception cref="RecipeException">The recipe does not fit the model.</exception>
    public static BasesResult Run(BasesRecipe recipe, IRunLog log, CancellationToken stop)
    {
        var predictor = ModelFolder.Open(recipe.Model).LoadPredictor(Device.Parse(recipe.Device), recipe.Long);
        var chosen = ChosenClass.Of(predictor.Task, recipe.Class);
        var importance = recipe.Method.Of(predictor, chosen.Index);
        PreparedFolder.Check(recipe.Output, Verb, [recipe.Input], ManifestFile);
        using var source = recipe.Label is null
            ? SequenceSource.Open(recipe.Input, recipe.SequenceColumn)
            : SequenceSource.OpenWithLabels(TextLines.Open(recipe.Input), recipe.SequenceColumn, recipe.LabelColumn);
        var sequences = new CleanSequences(source, predictor.Encoder);
        var scored = importance.Of(
            sequences.Read().Where(sequence => recipe.Label is null || sequence.Label == recipe.Label), sequence => sequence.Bases, recipe.BatchSize, stop);
        BasesResult? result = null;
        PreparedFolder.Write(recipe.Output, folder => result = Write(folder, recipe, chosen, scored, log), ManifestFile);
        if (sequences.Letters.Remarks is { Length: > 0 } remarks)
            log.Note($"{source.File}: {remarks}");
        return result!;
    }

    private static BasesResult Write(
        string folder, BasesRecipe recipe, ChosenClass chosen, IEnumerable<ScoredBases<NamedSequence>> all, IRunLog log)
    {
        var clock = Stopwatch.StartNew();
        using var scored = all.GetEnumerator();
        if (!scored.MoveNext())
            throw new InputException(recipe.Input, null, $"no row has the label {InputException.Quote(recipe.Label ?? "")}",
                "at least one was expected", "look at its labels with 'data inspect'");
        int length = scored.Current.Scores.Length;
        bool isOneLength = true;
        long bases = 0;
        double probabilities = 0;
        var profile = new BaseProfile(length, chosen.Index, recipe.Shown);
        string array = Path.Combine(folder, ArrayFile);
        NpyFile.Write(array, length, rows => TextTarget.Write(Path.Combine(folder, TableFile), text =>
        {
            var table = new TableWriter(text, '\t', "id", "probability", "sequence", "scores");
            do
            {
                var (sequence, scores, output) = scored.Current;
                table.Write(sequence.Id, Text(output[chosen.Index]), Encoding.ASCII.GetString(sequence.Bases),
                    string.Join(' ', scores.Select(score => score.ToString("G4", CultureInfo.InvariantCulture))));
                isOneLength &= scores.Length == length;
                if (isOneLength)
                    rows.Append(scores);
                bases += scores.Length;
                probabilities += output[chosen.Index];
                profile.Add(scored.Current);
                log.Progress("scoring", profile.Sequences, null, "sequences");
            }
            while (scored.MoveNext());
        }));
        if (!isOneLength)
            File.Delete(array);
        var result = new BasesResult
        {
            Files = [],
            Cistron = typeof(BaseScoring).Assembly.GetName().Version!.ToString(3),
            Recipe = RecipeWriter.Write(recipe),
            Report = new RunPaths(recipe.Output).Report,
            Class = chosen.Name,
            Sequences = profile.Sequences,
            Bases = bases,
            Length = isOneLength ? length : null,
            MeanProbability = probabilities / profile.Sequences,
            Seconds = clock.Elapsed.TotalSeconds,
        };
        RunReport.Write(new RunPaths(folder), new BasesReport(recipe, result, profile, chosen.Index).Page());
        return result with { Files = PreparedFolder.FilesIn(folder) };
    }

    private static string Text(double number) => number.ToString("0.######", CultureInfo.InvariantCulture);
}
