using System.Diagnostics;
using System.Globalization;
using Cistron.Data.Folders;
using Cistron.Models.Folders;
using Cistron.Models.Inference;
using Cistron.Runs.Folders;
using Cistron.Runs.Recipes;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Corpora;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Formats.Tables;
using Cistron.Sequences.Formats.Vcf;
using Cistron.Sequences.Labelling;
using Cistron.Torch;
using Cistron.Training.Data;
using Cistron.Training.Interpretation.Mutagenesis;
using Cistron.Training.Recipes;
using Cistron.Training.Reports;

namespace Cistron.Training.Verbs;

/// <summary>
/// The verb <c>interpret mutagenesis</c>: every substitution of sequences, or the variants of a VCF file, scored by a
/// fine-tuned model. Changes stream by, and memory does not grow with their number.
/// </summary>
public static class Mutating
{
    /// <summary>The verb, as its manifest names it.</summary>
    public const string Verb = "interpret mutagenesis";

    /// <summary>The result in the folder.</summary>
    public const string ManifestFile = "mutagenesis.json";

    /// <summary>A row for each change.</summary>
    public const string TableFile = "variants.tsv";

    /// <summary>Scores the changes and writes the folder.</summary>
    /// <param name="recipe">Model, sequences or variants, and output.</param>
    /// <param name="log">Is told how it goes.</param>
    /// <param name="stop">Ends the work; nothing is written then.</param>
    /// <exception cref="InputException">A file is wrong, or something would be lost.</exception>
    /// <exception cref="RecipeException">The recipe does not fit the model.</exception>
    public static MutagenesisResult Run(MutagenesisRecipe recipe, IRunLog log, CancellationToken stop)
    {
        var folder = ModelFolder.Open(recipe.Model);
        if (!folder.Tokenizer.Alphabet.IsNucleic || (recipe.Variants is not null && folder.Tokenizer.Alphabet != Alphabet.Dna))
            throw new RecipeException([new RecipeFault("model", $"reads {folder.Tokenizer.Alphabet}; variants need a model of DNA, substitutions one of DNA or RNA")]);
        var predictor = folder.LoadPredictor(Device.Parse(recipe.Device), recipe.Long);
        var chosen = ChosenClass.Of(predictor.Task, recipe.Class);
        PreparedFolder.Check(recipe.Output, Verb, new[] { recipe.Input, recipe.Variants, recipe.Genome }.OfType<string>(), ManifestFile);
        MutagenesisResult? result = null;
        void Write(IEnumerable<Mutant> mutants, int? window, Func<IEnumerable<string>> leftOut) => PreparedFolder.Write(recipe.Output, path =>
        {
            var scored = new VariantScores(predictor, chosen.Index).Of(mutants, recipe.BatchSize, stop);
            return result = WriteFolder(path, recipe, chosen, scored, window, leftOut, log);
        }, ManifestFile);

        if (recipe.Input is { } input)
            OfSequences(input, recipe, predictor, log, mutants => Write(mutants, null, () => []));
        else
            OfVariants(recipe, folder, predictor, log, Write, stop);
        return result!;
    }

    private static void OfSequences(
        string input, MutagenesisRecipe recipe, SequencePredictor predictor, IRunLog log, Action<IEnumerable<Mutant>> write)
    {
        using var source = recipe.Label is null
            ? SequenceSource.Open(input, recipe.SequenceColumn)
            : SequenceSource.OpenWithLabels(TextLines.Open(input), recipe.SequenceColumn, recipe.LabelColumn);
        var sequences = new CleanSequences(source, predictor.Encoder);
        write(sequences.Read().Where(sequence => recipe.Label is null || sequence.Label == recipe.Label).Take(recipe.Rows ?? int.MaxValue)
            .SelectMany(sequence => Mutant.SubstitutionsOf(Fitting(sequence, source.File, recipe, predictor.Encoder), predictor.Encoder.Tokenizer.Alphabet)));
        if (sequences.Letters.Remarks is { Length: > 0 } remarks)
            log.Note($"{source.File}: {remarks}");
    }

    // Where tokens differ in length, a substitution may cut a sequence that fits into more tokens than it had.
    private static NamedSequence Fitting(NamedSequence sequence, string file, MutagenesisRecipe recipe, SequenceEncoder encoder) =>
        recipe.Long is not null || sequence.Bases.Length <= encoder.ContextBases ? sequence
        : throw new InputException(file, sequence.Line, $"the sequence has {sequence.Bases.Length:N0} bases, which a substitution may cut into as many tokens",
            $"the model's context has {encoder.ContextBases:N0}", "choose what to do then: long=windows, keep_start, keep_middle or keep_end");

    private static void OfVariants(MutagenesisRecipe recipe, ModelFolder folder, SequencePredictor predictor, IRunLog log,
        Action<IEnumerable<Mutant>, int?, Func<IEnumerable<string>>> write, CancellationToken stop)
    {
        int window = ModelWindow.Bases(recipe.WindowBases, folder, predictor.Encoder);
        if (recipe.Origin >= window)
            throw new RecipeException([new RecipeFault("origin", $"is {recipe.Origin:N0}, and a window has the bases 0 to {window - 1:N0}; give one of them")]);
        using var vcf = VcfReader.Open(recipe.Variants!);
        string store = Directory.CreateTempSubdirectory("cistron-genome-").FullName;
        try
        {
            using var corpus = CorpusBuilder.Build([recipe.Genome!], Alphabet.Dna, store, read =>
            {
                stop.ThrowIfCancellationRequested();
                log.Progress("packing", read.Bases, null, "bases");
            });
            var mutants = new VariantMutants(new Genome(corpus), window, recipe.Origin);
            write(mutants.Read(vcf), window, () => LeftOut(mutants));
        }
        finally
        {
            Directory.Delete(store, recursive: true);
        }
    }

    private static IEnumerable<string> LeftOut(VariantMutants mutants)
    {
        if (mutants.Elsewhere > 0)
            yield return $"{mutants.Elsewhere:N0} alleles are on contigs that the genome does not have";
        if (mutants.TooLong > 0)
            yield return $"{mutants.TooLong:N0} alleles have more bases than their window has room for";
        if (mutants.Skipped.Total > 0)
            yield return $"{mutants.Skipped.Total:N0} alleles are no changes of known bases: {mutants.Skipped.Explain()}";
    }

    private static MutagenesisResult WriteFolder(string folder, MutagenesisRecipe recipe, ChosenClass chosen,
        IEnumerable<(Mutant Mutant, VariantEffect Effect)> scored, int? window, Func<IEnumerable<string>> leftOut, IRunLog log)
    {
        var clock = Stopwatch.StartNew();
        var summary = new EffectSummary(window is null ? recipe.Shown : 0);
        TextTarget.Write(Path.Combine(folder, TableFile), text =>
        {
            var table = new TableWriter(text, '\t', "sequence", "start", "end", "id", "reference", "alternative", "p_reference", "p_alternative",
                "difference", "weighted_difference", "log2_odds_ratio");
            foreach (var (mutant, effect) in scored)
            {
                table.Write(mutant.Sequence, Text(mutant.Start), Text(mutant.Start + mutant.Reference.Length), mutant.Id,
                    Mutant.Text(mutant.Reference), Mutant.Text(mutant.Alternative!), Text(effect.Reference), Text(effect.Alternative),
                    Text(effect.Difference), Text(effect.WeightedDifference), Text(effect.Log2OddsRatio));
                summary.Add(mutant, effect);
                log.Progress("scoring", summary.Changes, null, "changes");
            }
        });
        string[] missing = [.. leftOut()];
        foreach (string words in missing)
            log.Warn(words);
        if (summary.Changes == 0)
            throw new InputException(recipe.Input ?? recipe.Variants!, null, "there is no change to score",
                recipe.Input is null ? "variants of known bases on contigs of the genome were expected" : "sequences with the label were expected",
                recipe.Input is null ? "compare the names of the contigs with those of the genome" : "look at its labels with 'data inspect'");
        var result = new MutagenesisResult
        {
            Files = [],
            Cistron = typeof(Mutating).Assembly.GetName().Version!.ToString(3),
            Recipe = RecipeWriter.Write(recipe),
            Report = new RunPaths(recipe.Output).Report,
            Class = chosen.Name,
            WindowBases = window,
            Changes = summary.Changes,
            LeftOut = missing,
            MeanSize = summary.MeanSize.Value,
            Strongest = summary.Strongest,
            Differences = summary.Counts,
            Seconds = clock.Elapsed.TotalSeconds,
        };
        RunReport.Write(new RunPaths(folder), new MutagenesisReport(recipe, result, summary).Page());
        return result with { Files = PreparedFolder.FilesIn(folder) };
    }

    private static string Text(double number) => number.ToString("0.######", CultureInfo.InvariantCulture);
}
