using System.Diagnostics;
using System.Globalization;
using Cistron.Data.Folders;
using Cistron.Data.Tables;
using Cistron.Models.Folders;
using Cistron.Runs.Folders;
using Cistron.Runs.Recipes;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Formats.Meme;
using Cistron.Sequences.Formats.Tables;
using Cistron.Torch;
using Cistron.Training.Data;
using Cistron.Training.Interpretation;
using Cistron.Training.Interpretation.Motifs;
using Cistron.Training.Recipes;
using Cistron.Training.Reports;

namespace Cistron.Training.Verbs;

/// <summary>
/// The verb <c>interpret motifs</c>: a fine-tuned model and a labelled table in, the motifs that its answer rests on out.
/// The table is in memory.
/// </summary>
public static class MotifFinding
{
    /// <summary>The verb, as its manifest names it.</summary>
    public const string Verb = "interpret motifs";

    /// <summary>The result in the folder.</summary>
    public const string ManifestFile = "motifs.json";

    /// <summary>The motifs as a table.</summary>
    public const string TableFile = "motifs.tsv";

    /// <summary>The motifs for other software.</summary>
    public const string MemeFile = "motifs.meme";

    /// <summary>Finds the motifs and writes the folder.</summary>
    /// <param name="recipe">Model, table and output.</param>
    /// <param name="log">Is told how it goes.</param>
    /// <param name="stop">Ends the work; nothing is written then.</param>
    /// <exception cref="InputException">A file is wrong, or something would be lost.</exception>
    /// <exception cref="RecipeException">The recipe does not fit the model.</exception>
    public static MotifsResult Run(MotifsRecipe recipe, IRunLog log, CancellationToken stop)
    {
        var folder = ModelFolder.Open(recipe.Model);
        if (!folder.Tokenizer.Alphabet.IsNucleic)
            throw new RecipeException([new RecipeFault("model", $"reads {folder.Tokenizer.Alphabet}; motifs are looked for in DNA and RNA")]);
        var predictor = folder.LoadPredictor(Device.Parse(recipe.Device), recipe.Long);
        var chosen = ChosenClass.Of(predictor.Task, recipe.Class);
        var importance = recipe.Method.Of(predictor, chosen.Index);
        var rule = recipe.Rule(predictor.Task.Strands);
        PreparedFolder.Check(recipe.Output, Verb, [recipe.Input], ManifestFile);
        var table = LabelledData.Read(
            recipe.Input, folder.Tokenizer.Alphabet, recipe.SequenceColumn, recipe.LabelColumn, partColumn: null, predictor.Task.Kind);
        table.Check(predictor.Encoder);
        var (positives, negatives) = Divide(table, predictor.Task, chosen);
        log.Note($"{positives.Length:N0} sequences of the class '{chosen.Name}', {negatives.Length:N0} others");

        var clock = Stopwatch.StartNew();
        var scored = new List<ScoredSequence>(positives.Length);
        foreach (var one in importance.Of(positives, bases => bases, recipe.BatchSize, stop))
        {
            scored.Add(new ScoredSequence(one.Item, one.Scores));
            log.Progress("scoring", scored.Count, positives.Length, "sequences");
        }
        var found = new MotifFinder(rule, folder.Tokenizer.Alphabet).Find(scored, negatives, stop);
        if (found.Runs == 0)
            log.Warn("no sequence has a run of high scores" + (recipe.Method == ImportanceMethod.Attention
                ? "; attention is too even for 'min_ratio', which 0 switches off, or try method=gradient" : ""));
        var result = new MotifsResult
        {
            Files = [],
            Cistron = typeof(MotifFinding).Assembly.GetName().Version!.ToString(3),
            Recipe = RecipeWriter.Write(recipe),
            Report = new RunPaths(recipe.Output).Report,
            Class = chosen.Name,
            Positives = positives.Length,
            Negatives = negatives.Length,
            BothStrands = rule.BothStrands,
            Found = found,
            Seconds = clock.Elapsed.TotalSeconds,
        };
        PreparedFolder.Write(recipe.Output, path =>
        {
            TextTarget.Write(Path.Combine(path, TableFile), text => WriteTable(text, result));
            TextTarget.Write(Path.Combine(path, MemeFile), text => WriteMeme(text, result, folder));
            RunReport.Write(new RunPaths(path), new MotifsReport(recipe, result).Page());
            return result = result with { Files = PreparedFolder.FilesIn(path) };
        }, ManifestFile);
        return result;
    }

    /// <summary>What a motif is called in the files: its number and its strongest stretch.</summary>
    internal static string NameOf(int index, FoundMotif motif) => $"{index + 1}-{motif.Stretch}";

    private static (byte[][] Positives, byte[][] Negatives) Divide(LabelledData table, SequenceTask task, ChosenClass chosen)
    {
        double[][] targets = TaskTargets.Of(task, table);
        bool Has(int row) => task.Kind == TaskKind.MultiLabel ? targets[row][chosen.Index] == 1 : targets[row][0] == chosen.Index;
        byte[][] With(bool has) => [.. Enumerable.Range(0, table.Samples.Count).Where(row => Has(row) == has).Select(row => table.Samples[row].Bases)];
        var (positives, negatives) = (With(true), With(false));
        return positives.Length > 0 && negatives.Length > 0 ? (positives, negatives)
            : throw new InputException(table.File, null,
                $"{(positives.Length == 0 ? "no row has" : "all rows have")} the label {InputException.Quote(chosen.Name)}",
                "rows with it and rows without it were expected", "give a table with both");
    }

    private static void WriteTable(Stream text, MotifsResult result)
    {
        var table = new TableWriter(text, '\t', "motif", "stretch", "stretches", "instances", "positives", "negatives", "odds_ratio",
            "log10_p", "log10_q", "mean_score");
        foreach (var (i, motif) in result.Found.Motifs.Index())
            table.Write(Text(i + 1), motif.Stretch, Text(motif.Stretches), Text(motif.Instances), Text(motif.Positives), Text(motif.Negatives),
                Text(motif.OddsRatio), Text(motif.LogChance / Math.Log(10)), Text(motif.LogValue / Math.Log(10)), Text(motif.MeanScore));
    }

    private static void WriteMeme(Stream text, MotifsResult result, ModelFolder folder)
    {
        string letters = string.Concat(folder.Tokenizer.Alphabet.Letters.ToArray().Select(letter => (char)letter));
        var meme = new MemeWriter(text, letters, result.BothStrands);
        foreach (var (i, motif) in result.Found.Motifs.Index())
            meme.Write(NameOf(i, motif), motif.Frequencies, motif.LogChance + Math.Log(result.Found.Tested));
    }

    private static string Text(double number) => number.ToString("G6", CultureInfo.InvariantCulture);
}
