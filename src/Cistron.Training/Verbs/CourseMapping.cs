using System.Globalization;
using Cistron.Data.Folders;
using Cistron.Evaluation.Embeddings;
using Cistron.Models.Folders;
using Cistron.Runs.Folders;
using Cistron.Runs.Recipes;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Formats.Tables;
using Cistron.Training.Checkpoints;
using Cistron.Training.Interpretation;
using Cistron.Training.Recipes;
using Cistron.Training.Reports;

namespace Cistron.Training.Verbs;

/// <summary>
/// The verb <c>interpret course</c>: how the vectors of tokens took their order over a run, from the checkpoints that it
/// kept. Every map starts from the one before it, so that a token can be followed from frame to frame.
/// </summary>
public static class CourseMapping
{
    /// <summary>The verb, as its manifest names it.</summary>
    public const string Verb = "interpret course";

    /// <summary>The result in the folder.</summary>
    public const string ManifestFile = "course.json";

    /// <summary>The maps as a table.</summary>
    public const string TableFile = "course.tsv";

    // The loss of a step is read off this share of the run.
    private const int LossShare = 100;

    /// <summary>Measures and maps, and writes the folder.</summary>
    /// <param name="recipe">Run and output.</param>
    /// <param name="log">Is told how it goes.</param>
    /// <param name="stop">Ends the work; nothing is written then.</param>
    /// <exception cref="InputException">Something would be lost, or the run has no checkpoints to compare.</exception>
    /// <exception cref="ModelFolderException">The run has no model of k-mers.</exception>
    public static CourseResult Run(CourseRecipe recipe, IRunLog log, CancellationToken stop)
    {
        var run = new RunPaths(recipe.Run);
        var folder = ModelFolder.Open(run.Model);
        PreparedFolder.Check(recipe.Output, Verb, [recipe.Run], ManifestFile);
        var checkpoints = new CheckpointFolders(run.Checkpoints).Complete;
        if (checkpoints.Count < 2)
            throw new InputException(run.Checkpoints, null, $"there {(checkpoints.Count == 1 ? "is one checkpoint" : "are no checkpoints")}",
                "at least two were expected", "pre-train with training.keep_every=N");
        var history = new TrainingHistory(MetricsLog.Read(run.Metrics));
        TokenEmbeddings[] embeddings = [.. checkpoints.Select(checkpoint => TokenEmbeddings.Of(
            folder, Path.Combine(checkpoint.Path, Checkpoint.WeightsFile), Tsne.MostPoints, recipe.Seed))];
        var tokens = embeddings[0].Tokens;
        if (tokens.Count < 4 || tokens.Any(token => token.Length != tokens[0].Length))
            throw new ModelFolderException($"{run.Model} has no k-mers to map; give a run whose tokens all have one length");
        log.Note($"{checkpoints.Count} checkpoints with {tokens.Count:N0} tokens of {folder.Tokenizer}");

        var places = BasePlaces.Of(tokens[0].Length);
        var letters = folder.Tokenizer.Alphabet.Letters.ToArray();
        List<CourseStep> steps = [];
        foreach (var (checkpoint, vectors) in checkpoints.Zip(embeddings))
        {
            stop.ThrowIfCancellationRequested();
            log.Progress("neighbours", steps.Count, checkpoints.Count, "checkpoints");
            steps.Add(new CourseStep(checkpoint.Step, LossAt(history, checkpoint.Step),
                BasePlaces.Separate(places, vectors, letters, recipe.Neighbours)));
        }
        var frames = Frames(recipe, [.. checkpoints.Select(checkpoint => checkpoint.Step)], embeddings, log, stop);
        var result = new CourseResult
        {
            Files = [],
            Cistron = typeof(CourseMapping).Assembly.GetName().Version!.ToString(3),
            Recipe = RecipeWriter.Write(recipe),
            Report = new RunPaths(recipe.Output).Report,
            Tokenizer = $"{folder.Tokenizer}",
            Tokens = tokens.Count,
            Dimensions = embeddings[0].Vectors[0].Length,
            Neighbours = recipe.Neighbours,
            Places = [.. places.Select(place => place.Title)],
            Steps = steps,
        };
        PreparedFolder.Write(recipe.Output, path =>
        {
            TextTarget.Write(Path.Combine(path, TableFile), text => WriteTable(text, tokens, frames));
            RunReport.Write(new RunPaths(path), new CourseReport(recipe, result, places, tokens, folder.Tokenizer.Alphabet, frames, history).Page());
            return result = result with { Files = PreparedFolder.FilesIn(path) };
        }, ManifestFile);
        return result;
    }

    private static double LossAt(TrainingHistory history, long step)
    {
        long window = Math.Max(1, history.Steps / LossShare);
        return history.Of("loss").Where(point => point.X > step - window && point.X <= step)
            .Select(point => point.Y).DefaultIfEmpty(double.NaN).Average();
    }

    private static List<CourseFrame> Frames(
        CourseRecipe recipe, long[] steps, TokenEmbeddings[] embeddings, IRunLog log, CancellationToken stop)
    {
        int maps = Math.Min(recipe.Maps, steps.Length);
        int[] chosen = [.. Enumerable.Range(0, maps).Select(i => (int)Math.Round(i * (steps.Length - 1.0) / (maps - 1)))];
        List<CourseFrame> frames = [];
        foreach (int index in chosen)
        {
            var vectors = embeddings[index].Vectors;
            var tsne = new Tsne(vectors, recipe.Perplexity);
            bool isFirst = frames.Count == 0;
            // A further map goes on from the one before, at its size: what was found is moved and not sought anew.
            int fitted = isFirst ? recipe.Steps : recipe.Steps / 2;
            var map = tsne.Fit(isFirst ? Tsne.StartAt(PrincipalComponents.Of(vectors).Places) : frames[^1].Map, fitted,
                isFirst ? recipe.Steps / 4 : 0, done => log.Progress($"map {frames.Count + 1} of {maps}", done, fitted, "steps"), stop);
            frames.Add(new CourseFrame(steps[index], map));
        }
        return frames;
    }

    private static void WriteTable(Stream text, IReadOnlyList<string> tokens, IReadOnlyList<CourseFrame> frames)
    {
        var table = new TableWriter(text, '\t', "step", "token", "tsne_1", "tsne_2");
        foreach (CourseFrame frame in frames)
            for (int i = 0; i < tokens.Count; i++)
                table.Write(frame.Step.ToString(CultureInfo.InvariantCulture), tokens[i],
                    frame.Map[i].X.ToString("G7", CultureInfo.InvariantCulture), frame.Map[i].Y.ToString("G7", CultureInfo.InvariantCulture));
    }
}

/// <summary>The map of the tokens after a step.</summary>
public sealed record CourseFrame(long Step, IReadOnlyList<(double X, double Y)> Map);
