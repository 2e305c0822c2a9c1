using System.Diagnostics;
using Cistron.Data.Folders;
using Cistron.Runs.Folders;
using Cistron.Runs.Recipes;
using Cistron.Sequences.Corpora;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Labelling;
using Cistron.Training.GenomeScans;
using Cistron.Training.Recipes;
using Cistron.Training.Reports;

namespace Cistron.Training.Verbs;

/// <summary>
/// The verb <c>scan</c>: a fine-tuned model and a genome in, the probability of a class all along both strands out, as
/// tracks for genome browsers. Memory does not grow with the genome.
/// </summary>
public static class Scanning
{
    /// <summary>The verb, as its manifest names it.</summary>
    public const string Verb = "scan";

    /// <summary>The result in the folder.</summary>
    public const string ManifestFile = "scan.json";

    /// <summary>Scans a genome and writes the folder.</summary>
    /// <param name="recipe">Model, genome and output.</param>
    /// <param name="log">Is told how it goes.</param>
    /// <param name="stop">Ends the work; nothing is written then.</param>
    /// <exception cref="InputException">A file is wrong, or something would be lost.</exception>
    /// <exception cref="RecipeException">The recipe does not fit the model or the genome.</exception>
    public static ScanResult Run(ScanRecipe recipe, IRunLog log, CancellationToken stop)
    {
        var setup = ScanSetup.Of(recipe);
        PreparedFolder.Check(
            recipe.Output, Verb, recipe.Annotation is { } features ? [recipe.Genome, features] : [recipe.Genome], ManifestFile);
        log.Note($"windows of {setup.Grid.WindowBases:N0} bases, every {setup.Grid.StepBases:N0} bases; the probability of "
            + $"'{setup.Class.Name}' is written around base {setup.Grid.Origin:N0} of each window");
        string store = Directory.CreateTempSubdirectory("cistron-genome-").FullName;
        try
        {
            using var corpus = CorpusBuilder.Build([recipe.Genome], setup.Predictor.Encoder.Tokenizer.Alphabet, store, read =>
            {
                stop.ThrowIfCancellationRequested();
                log.Progress("packing", read.Bases, null, "bases");
            });
            var genome = new Genome(corpus);
            setup.Check(genome, recipe.Genome);
            var starts = setup.Starts(recipe, genome, log);
            ScanResult? result = null;
            PreparedFolder.Write(recipe.Output, folder => result = Write(folder, recipe, setup, corpus, genome, starts, log, stop), ManifestFile);
            return result!;
        }
        finally
        {
            Directory.Delete(store, recursive: true);
        }
    }

    private static ScanResult Write(string folder, ScanRecipe recipe, ScanSetup setup, Corpus corpus, Genome genome,
        FeatureStarts? starts, IRunLog log, CancellationToken stop)
    {
        var windows = new GenomeWindows(genome, setup.Grid, recipe.ReadStrands, recipe.MaxAmbiguousShare);
        var scan = new GenomeScan(setup.Predictor, setup.Class.Index, windows, recipe.BatchSize);
        var tally = new ScanTally(ScanResult.MostListedCalls, recipe.ReadStrands);
        var comparer = starts is null ? null
            : new AnnotationComparer(starts, recipe.Tolerance, recipe.Threshold, setup.Grid.StepBases, recipe.ReadStrands);
        var clock = Stopwatch.StartNew();
        using (var tracks = new ScanTracks(folder, setup.Class.Name, recipe.ReadStrands))
            Scan(genome, scan, new ScanWriter(tracks, tally, comparer, recipe.Threshold, recipe.ReadStrands), log, stop);
        var result = new ScanResult
        {
            Files = [],
            Cistron = typeof(Scanning).Assembly.GetName().Version!.ToString(3),
            Recipe = RecipeWriter.Write(recipe),
            Report = new RunPaths(recipe.Output).Report,
            GenomeFingerprint = corpus.Fingerprint,
            Class = setup.Class.Name,
            Grid = setup.Grid,
            Sequences = corpus.Records.Count,
            ShortSequences = corpus.Records.Count(record => record.Length < setup.Grid.WindowBases),
            Bases = corpus.Length,
            Windows = tally.Places,
            AmbiguousWindows = windows.Ambiguous,
            Threshold = recipe.Threshold,
            Calls = tally.Calls,
            CalledBases = tally.CalledBases,
            BestCalls = tally.BestCalls,
            Probabilities = tally.Probabilities.ToDictionary(pair => RunFacts.Word(pair.Key), pair => pair.Value),
            Annotation = comparer?.Comparison(),
            Seconds = clock.Elapsed.TotalSeconds,
        };
        if (result.Windows == 0)
            log.Warn("no window has a value: too many letters of each are ambiguous");
        var shown = setup.Shown(recipe, genome, tally.BestCalls is [var best, ..] ? best : null);
        var report = new ScanReport(recipe, result, shown, [.. scan.Read(shown, stop)], starts);
        RunReport.Write(new RunPaths(folder), report.Page());
        return result with { Files = PreparedFolder.FilesIn(folder) };
    }

    // In the order of the names' bytes, as bedGraphToBigWig wants its input sorted.
    private static void Scan(Genome genome, GenomeScan scan, ScanWriter writer, IRunLog log, CancellationToken stop)
    {
        string[] sequences = [.. genome.Names.Order(StringComparer.Ordinal)];
        long bases = sequences.Sum(name => genome.LengthOf(name)!.Value), before = 0, done = 0;
        foreach (string sequence in sequences)
        {
            foreach (ScannedPlace place in scan.Read(sequence, stop))
            {
                writer.Add(place);
                // The strands speak of different bases of a window, and work that goes back is another work.
                done = Math.Max(done, before + place.Base);
                log.Progress("scanning", done, bases, "bases");
            }
            writer.EndSequence();
            before += genome.LengthOf(sequence)!.Value;
        }
        log.Progress("scanning", bases, bases, "bases");
    }
}
