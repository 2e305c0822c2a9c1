using System.Diagnostics;
using System.Globalization;
using Cistron.Data.Folders;
using Cistron.Models.Folders;
using Cistron.Runs.Folders;
using Cistron.Runs.Recipes;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Formats.Tables;
using Cistron.Torch;
using Cistron.Training.Interpretation;
using Cistron.Training.Recipes;
using Cistron.Training.Reports;

namespace Cistron.Training.Verbs;

/// <summary>
/// The verb <c>interpret perturbation</c>: a fine-tuned model and sequences in, a map of the places that its answer rests
/// on out.
/// </summary>
public static class Perturbing
{
    /// <summary>The verb, as its manifest names it.</summary>
    public const string Verb = "interpret perturbation";

    /// <summary>The result in the folder.</summary>
    public const string ManifestFile = "perturbation.json";

    /// <summary>The map as a table.</summary>
    public const string TableFile = "perturbation.tsv";

    /// <summary>Makes the map and writes the folder.</summary>
    /// <param name="recipe">Model, sequences and output.</param>
    /// <param name="log">Is told how it goes.</param>
    /// <param name="stop">Ends the work; nothing is written then.</param>
    /// <exception cref="InputException">A file is wrong, or something would be lost.</exception>
    /// <exception cref="RecipeException">The recipe does not fit the model or the sequences.</exception>
    public static PerturbationResult Run(PerturbationRecipe recipe, IRunLog log, CancellationToken stop)
    {
        var predictor = ModelFolder.Open(recipe.Model).LoadPredictor(Device.Parse(recipe.Device), rule: null);
        var chosen = ChosenClass.Of(predictor.Task, recipe.Class);
        PreparedFolder.Check(recipe.Output, Verb, [recipe.Input], ManifestFile);
        var sequences = SampledSequences.Read(recipe, predictor.Encoder, log);
        Check(recipe, sequences[0].Length);
        var map = new PerturbationMap(
            predictor, chosen.Index, recipe.Replace, recipe.Widths, recipe.StepBases, recipe.Replicas, recipe.Seed);
        long predictions = sequences.Count * map.PredictionsOf(sequences[0].Length);
        var clock = Stopwatch.StartNew();
        var (untouched, windows) = map.Of(
            sequences, recipe.BatchSize, done => log.Progress("predicting", done, predictions, "sequences"), stop);
        var result = new PerturbationResult
        {
            Files = [],
            Cistron = typeof(Perturbing).Assembly.GetName().Version!.ToString(3),
            Recipe = RecipeWriter.Write(recipe),
            Report = new RunPaths(recipe.Output).Report,
            Class = chosen.Name,
            Sequences = sequences.Count,
            Bases = sequences[0].Length,
            Origin = recipe.Origin ?? 0,
            Predictions = predictions,
            Untouched = untouched,
            Windows = windows,
            Seconds = clock.Elapsed.TotalSeconds,
        };
        PreparedFolder.Write(recipe.Output, folder =>
        {
            TextTarget.Write(Path.Combine(folder, TableFile), text => WriteTable(text, result));
            RunReport.Write(new RunPaths(folder), new PerturbationReport(recipe, result).Page());
            return result = result with { Files = PreparedFolder.FilesIn(folder) };
        }, ManifestFile);
        return result;
    }

    private static void Check(PerturbationRecipe recipe, int bases)
    {
        if (recipe.Widths.Max() is var width && width > bases)
            throw new RecipeException([new RecipeFault("widths", $"have {width:N0}, and the sequences have {bases:N0} bases; give no more")]);
        if (recipe.Origin >= bases)
            throw new RecipeException([new RecipeFault("origin", $"is {recipe.Origin:N0}, and the sequences have the bases 0 to {bases - 1:N0}; "
                + "give one of them")]);
    }

    private static void WriteTable(Stream text, PerturbationResult result)
    {
        var table = new TableWriter(text, '\t', "width", "start", "end", "position", "probability", "probability_lower",
            "probability_upper", "change", "change_lower", "change_upper");
        foreach (PerturbedWindow window in result.Windows)
            table.Write(
                Text(window.End - window.Start), Text(window.Start), Text(window.End), Text((window.Start + window.End) / 2.0 - result.Origin),
                Text(window.Probability.Value), Text(window.Probability.Lower), Text(window.Probability.Upper),
                Text(window.Change.Value), Text(window.Change.Lower), Text(window.Change.Upper));
    }

    private static string Text(double number) =>
        double.IsFinite(number) ? number.ToString("0.######", CultureInfo.InvariantCulture) : "";
}
