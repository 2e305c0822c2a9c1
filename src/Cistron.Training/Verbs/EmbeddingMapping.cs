using System.Globalization;
using Cistron.Data.Folders;
using Cistron.Evaluation.Embeddings;
using Cistron.Models.Folders;
using Cistron.Runs.Folders;
using Cistron.Runs.Recipes;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Formats.Tables;
using Cistron.Sequences.Randomness;
using Cistron.Training.Interpretation;
using Cistron.Training.Recipes;
using Cistron.Training.Reports;

namespace Cistron.Training.Verbs;

/// <summary>
/// Maps of vectors as they come: principal components of all of them, t-SNE of a sample. Memory holds the sample and the
/// square of a vector's length.
/// </summary>
internal sealed class EmbeddingMapping
{
    /// <summary>The verb, as its manifest names it.</summary>
    public const string Verb = "embed";

    /// <summary>The result in the folder.</summary>
    public const string ManifestFile = "map.json";

    /// <summary>The maps as a table.</summary>
    public const string TableFile = "map.tsv";

    // With fewer there is nothing to map.
    private const int FewestSequences = 4;

    private readonly EmbedRecipe _recipe;
    private readonly VectorMoments _moments;
    private readonly Reservoir<MappedVector> _sample;

    /// <summary>Maps without a vector yet.</summary>
    /// <param name="recipe">Asks for maps; sequences are drawn from the stream "mapped sequences" of its seed.</param>
    /// <param name="dimensions">Numbers of a vector.</param>
    public EmbeddingMapping(EmbedRecipe recipe, int dimensions)
    {
        _recipe = recipe;
        _moments = new VectorMoments(dimensions);
        _sample = new Reservoir<MappedVector>(recipe.Mapped, RandomStream.For(recipe.Seed, "mapped sequences"));
    }

    /// <summary>Takes the vector of a sequence in.</summary>
    /// <exception cref="ModelFolderException">It has numbers that are not finite.</exception>
    public void Add(string id, string? label, float[] vector)
    {
        if (!vector.All(float.IsFinite))
            throw new ModelFolderException($"{_recipe.Model} gives sequence {InputException.Quote(id)} a vector with numbers that are not finite; "
                + "its training went wrong, so give another model");
        _moments.Add(vector);
        _sample.Add(new MappedVector(id, label, vector));
    }

    /// <summary>Makes the maps of all vectors so far and writes the folder.</summary>
    /// <param name="log">Is told how it goes.</param>
    /// <param name="stop">Ends the work; nothing is written then.</param>
    /// <exception cref="InputException">There are too few sequences.</exception>
    public EmbeddingMap Write(IRunLog log, CancellationToken stop)
    {
        IReadOnlyList<MappedVector> sample = _sample.Sample;
        if (sample.Count < FewestSequences)
            throw new InputException(string.Join(", ", _recipe.Files), null, $"there are {sample.Count} sequences", $"a map needs {FewestSequences}",
                "add some, or leave 'report' out");
        if (sample.Count < _sample.Count)
            log.Note($"{sample.Count:N0} of {_sample.Count:N0} sequences are drawn for the maps");
        var plane = _moments.Plane();
        (double X, double Y)[] components = [.. sample.Select(mapped => plane.Place(mapped.Vector))];
        var tsne = new Tsne([.. sample.Select(mapped => mapped.Vector)], _recipe.Perplexity);
        var map = tsne.Fit(Tsne.StartAt(components), stepped: done => log.Progress("t-SNE", done, Tsne.DefaultSteps, "steps"), stop: stop);
        stop.ThrowIfCancellationRequested();
        LabelCount[] labels = LabelsOf(sample, log);
        var result = new EmbeddingMap
        {
            Files = [],
            Cistron = typeof(EmbeddingMapping).Assembly.GetName().Version!.ToString(3),
            Recipe = RecipeWriter.Write(_recipe),
            Report = new RunPaths(_recipe.Report!).Report,
            Sequences = _moments.Count,
            Mapped = sample.Count,
            Dimensions = sample[0].Vector.Length,
            FirstShare = plane.Shares.X,
            SecondShare = plane.Shares.Y,
            Perplexity = tsne.Perplexity,
            Divergence = tsne.Divergence(map),
            Labels = labels,
            Neighbours = Math.Min(_recipe.Neighbours, Math.Max(1, sample.Count(one => one.Label is not null) - 1)),
            Separation = labels.Length > 0 ? SeparationOf(sample, labels) : null,
        };
        PreparedFolder.Write(_recipe.Report!, path =>
        {
            TextTarget.Write(Path.Combine(path, TableFile), text => WriteTable(text, sample, components, map));
            RunReport.Write(new RunPaths(path), new EmbeddingReport(_recipe, result, sample, components, map).Page());
            return result = result with { Files = PreparedFolder.FilesIn(path) };
        }, ManifestFile);
        return result;
    }

    private static LabelCount[] LabelsOf(IReadOnlyList<MappedVector> sample, IRunLog log)
    {
        LabelCount[] labels = [.. sample.Where(mapped => mapped.Label is not null).CountBy(mapped => mapped.Label!)
            .Select(pair => new LabelCount(pair.Key, pair.Value))
            .OrderByDescending(count => count.Sequences).ThenBy(count => count.Label, StringComparer.Ordinal)];
        if (labels.Length <= TaskInference.MostClassNumbers)
            return labels.Length > 1 ? labels : [];
        log.Note($"{labels.Length:N0} different labels are no classes; the maps are drawn without them");
        return [];
    }

    private Separation SeparationOf(IReadOnlyList<MappedVector> sample, LabelCount[] labels)
    {
        MappedVector[] labelled = [.. sample.Where(mapped => mapped.Label is not null)];
        int[] groups = [.. labelled.Select(mapped => Array.FindIndex(labels, count => count.Label == mapped.Label))];
        return Separation.Of([.. labelled.Select(mapped => mapped.Vector)], [groups], _recipe.Neighbours)[0];
    }

    private static void WriteTable(Stream text, IReadOnlyList<MappedVector> sample, (double X, double Y)[] components, (double X, double Y)[] map)
    {
        var table = new TableWriter(text, TableDelimiter.Tab, "id", "label", "pca_1", "pca_2", "tsne_1", "tsne_2");
        for (int i = 0; i < sample.Count; i++)
            table.Write(sample[i].Id, sample[i].Label ?? "", Text(components[i].X), Text(components[i].Y), Text(map[i].X), Text(map[i].Y));
    }

    private static string Text(double number) => number.ToString("G7", CultureInfo.InvariantCulture);
}

/// <summary>A sequence on the maps.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Label">Its label, if it has one.</param>
/// <param name="Vector">Its vector.</param>
internal sealed record MappedVector(string Id, string? Label, float[] Vector);
