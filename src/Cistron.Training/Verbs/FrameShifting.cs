using System.Globalization;
using Cistron.Data.Folders;
using Cistron.Models.Folders;
using Cistron.Models.Inference;
using Cistron.Runs.Folders;
using Cistron.Runs.Recipes;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Formats.Tables;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Tokenizers;
using Cistron.Torch;
using Cistron.Training.Data;
using Cistron.Training.Interpretation;
using Cistron.Training.Recipes;
using Cistron.Training.Reports;

namespace Cistron.Training.Verbs;

/// <summary>
/// The verb <c>interpret frames</c>: a model and sequences in, how far the vector of a sequence moves when its first bases are
/// taken away out.
/// </summary>
public static class FrameShifting
{
    /// <summary>The verb, as its manifest names it.</summary>
    public const string Verb = "interpret frames";

    /// <summary>The result in the folder.</summary>
    public const string ManifestFile = "frames.json";

    /// <summary>A row for each version of each sequence.</summary>
    public const string TableFile = "frames.tsv";

    private const int Codon = 3;

    /// <summary>Embeds the versions, measures their distances and writes the folder.</summary>
    /// <param name="recipe">Model, sequences and output.</param>
    /// <param name="log">Is told how it goes.</param>
    /// <param name="stop">Ends the work; nothing is written then.</param>
    /// <exception cref="InputException">A file is wrong, has too few sequences, or something would be lost.</exception>
    public static FramesResult Run(FramesRecipe recipe, IRunLog log, CancellationToken stop)
    {
        var device = Device.Parse(recipe.Device);
        var folder = ModelFolder.Open(recipe.Model);
        var backbone = folder.LoadBackbone(folder.Description.Backbone);
        backbone.MoveTo(device);
        PreparedFolder.Check(recipe.Output, Verb, [recipe.Input], ManifestFile);
        var encoder = new SequenceEncoder(folder.Tokenizer, backbone.Shape, recipe.Long);
        var (sequences, tooShort) = Sample(recipe, encoder, log);
        var inference = new SequenceInference(encoder, batch => backbone.Pool(batch, recipe.Pooling), backbone, recipe.BatchSize);
        float[][][] vectors = [.. Embed(recipe, sequences, inference, log, stop).Chunk(recipe.Shifts)];
        var distances = new FrameDistances(vectors);
        var components = PrincipalComponents.Of([.. vectors.SelectMany(versions => versions)]);
        int[] periods = [.. new[] { Codon, OwnPeriod(folder) }.Distinct().Where(period => period > 1 && period < recipe.Shifts)];
        var result = new FramesResult
        {
            Files = [],
            Cistron = typeof(FrameShifting).Assembly.GetName().Version!.ToString(3),
            Recipe = RecipeWriter.Write(recipe),
            Report = new RunPaths(recipe.Output).Report,
            Tokenizer = $"{folder.Tokenizer}",
            Sequences = [.. sequences.Select(sequence => sequence.Id)],
            LongSequences = sequences.Count(sequence => !encoder.Fits(sequence.Bases)),
            TooShort = tooShort,
            Dimensions = vectors[0][0].Length,
            ByShift = distances.ByShift(),
            ByFrame = [.. periods.SelectMany(distances.ByFrame)],
            OtherSequences = distances.OtherSequences(),
            Share = distances.Share(),
            FirstShare = components.Shares.X,
            SecondShare = components.Shares.Y,
        };
        PreparedFolder.Write(recipe.Output, path =>
        {
            TextTarget.Write(Path.Combine(path, TableFile), text => WriteTable(text, result, distances, components.Places));
            RunReport.Write(new RunPaths(path), new FramesReport(recipe, result, distances, components.Places).Page());
            return result = result with { Files = PreparedFolder.FilesIn(path) };
        }, ManifestFile);
        return result;
    }

    // After so many bases tokens or kernels lie on the same bases again.
    private static int OwnPeriod(ModelFolder folder) =>
        folder.Description.Backbone.TokensPerState * ((folder.Tokenizer as KmerTokenizer)?.Stride ?? 1);

    private static (IReadOnlyList<NamedSequence> Sequences, long TooShort) Sample(FramesRecipe recipe, SequenceEncoder encoder, IRunLog log)
    {
        using var source = SequenceSource.Open(recipe.Input, recipe.SequenceColumn);
        var all = new CleanSequences(source, encoder);
        var sample = new Reservoir<NamedSequence>(
            recipe.Ids.Count > 0 ? recipe.Ids.Count : recipe.Rows, RandomStream.For(recipe.Seed, "frame rows"));
        long tooShort = 0;
        foreach (var sequence in all.Read())
        {
            if (recipe.Ids.Count > 0 && !recipe.Ids.Contains(sequence.Id))
                continue;
            if (sequence.Bases.Length < 2 * recipe.Shifts)
                tooShort++;
            else
                sample.Add(sequence);
        }
        if (all.Letters.Remarks is { Length: > 0 } remarks)
            log.Note($"{source.File}: {remarks}");
        var sequences = sample.Sample;
        if (sample.Count > sequences.Count && recipe.Ids.Count > 0)
            throw new InputException(source.File, null, "several sequences have a name that 'ids' gives", "each was expected once", "name others");
        if (recipe.Ids.Except(sequences.Select(sequence => sequence.Id)).FirstOrDefault() is { } missing)
            throw new InputException(source.File, null, $"there is no sequence {InputException.Quote(missing)} of at least {2 * recipe.Shifts:N0} bases",
                "all of 'ids' were expected", "correct the name, or lower 'shifts'");
        return sequences.Count > 1 ? (sequences, tooShort)
            : throw new InputException(source.File, null, $"{sequences.Count} of the sequences have at least {2 * recipe.Shifts:N0} bases",
                "two or more were expected", "give others, or lower 'shifts'");
    }

    // All versions of the first sequence, then of the second …
    private static IEnumerable<float[]> Embed(
        FramesRecipe recipe, IReadOnlyList<NamedSequence> sequences, SequenceInference inference, IRunLog log, CancellationToken stop)
    {
        long done = 0;
        foreach (var (_, output) in inference.Run(
            sequences.SelectMany(sequence => Enumerable.Range(0, recipe.Shifts).Select(shift => sequence.Bases[shift..])), bases => bases, stop))
        {
            if (!output.Values.All(float.IsFinite))
                throw new ModelFolderException($"{recipe.Model} gives a vector with numbers that are not finite; its training went wrong, so give another model");
            log.Progress("embedding", ++done, (long)sequences.Count * recipe.Shifts, "sequences");
            yield return output.Values;
        }
    }

    private static void WriteTable(Stream text, FramesResult result, FrameDistances distances, IReadOnlyList<(double X, double Y)> places)
    {
        var table = new TableWriter(text, TableDelimiter.Tab, "id", "shift", "distance", "pca_1", "pca_2");
        int shifts = result.ByShift.Count;
        for (int sequence = 0; sequence < result.Sequences.Count; sequence++)
            for (int shift = 0; shift < shifts; shift++)
            {
                var (x, y) = places[sequence * shifts + shift];
                table.Write(result.Sequences[sequence], $"{shift}", Text(distances.FromWhole(sequence, shift)), Text(x), Text(y));
            }
    }

    private static string Text(double number) => number.ToString("G7", CultureInfo.InvariantCulture);
}
