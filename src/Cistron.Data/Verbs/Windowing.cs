using Cistron.Data.Folders;
using Cistron.Data.Recipes;
using Cistron.Runs;
using Cistron.Runs.Folders;
using Cistron.Runs.Recipes;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Annotations;
using Cistron.Sequences.Corpora;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Formats.Tables;
using Cistron.Sequences.Labelling;

namespace Cistron.Data.Verbs;

/// <summary>The verb <c>data windows</c>: a genome and its annotation in, a table of labelled windows out.</summary>
public static class Windowing
{
    /// <summary>Writes the table, and its manifest beside it.</summary>
    /// <param name="recipe">The rule, and the files.</param>
    /// <param name="log">Is told how it goes.</param>
    /// <param name="stop">Ends the work; nothing is written then.</param>
    public static WindowsResult Run(WindowsRecipe recipe, IWorkLog log, CancellationToken stop)
    {
        Check(recipe.Output);
        string store = Directory.CreateTempSubdirectory("cistron-genome-").FullName;
        try
        {
            using var corpus = CorpusBuilder.Build(recipe.Genome, Alphabet.Dna, store, read => log.Progress("packing", read.Bases, null, "bases"));
            var genome = new Genome(corpus);
            using var annotation = AnnotationSource.Open(recipe.Annotation);
            log.Note($"{recipe.Annotation} is read as {annotation.Format}");
            var windows = LabelledWindows.Cut(genome, annotation, recipe.Rule, recipe.Seed);
            if (windows.Counts.Selected == 0)
                throw new InputException(recipe.Annotation, null, $"none of its {windows.Counts.Features:N0} features is asked for",
                    "features of the type and with the attributes of the recipe were expected", "look at the file with 'data inspect'");
            long written = 0;
            TextTarget.Write(recipe.Output, text => LabelledWindowTable.Write(
                text, TableDelimiter.ByExtension(recipe.Output)!.Value, Followed(windows.Read())));
            var result = new WindowsResult(DataVersion.Text, RecipeWriter.Write(recipe), windows.Counts, SourceFile.Of(recipe.Output)!,
                [.. recipe.Genome.Append(recipe.Annotation).Select(SourceFile.Of).OfType<SourceFile>()]);
            JsonFile.Write($"{recipe.Output}.json", result);
            foreach (string warning in Warnings(windows.Counts))
                log.Warn(warning);
            return result;

            IEnumerable<LabelledWindow> Followed(IEnumerable<LabelledWindow> all)
            {
                foreach (LabelledWindow window in all)
                {
                    stop.ThrowIfCancellationRequested();
                    yield return window;
                    log.Progress("cutting", ++written, null, "windows");
                }
            }
        }
        finally
        {
            Directory.Delete(store, recursive: true);
        }
    }

    // A table of somebody else must not be lost; one that was made here has its manifest beside it.
    private static void Check(string output)
    {
        if (File.Exists(output) && !File.Exists($"{output}.json"))
            throw new InputException(output, null, "there is a file already, which data windows did not write", "a new file was expected",
                "name another file, or delete this one");
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(output))!);
    }

    private static IEnumerable<string> Warnings(WindowCounts counts)
    {
        if (counts.FeaturesElsewhere > 0)
            yield return $"{counts.FeaturesElsewhere:N0} of {counts.Features:N0} features are on sequences that the genome does not have";
        if (counts.Unstranded > 0)
            yield return $"{counts.Unstranded:N0} features have no strand and are read forward";
        if (counts.Kept.GetValueOrDefault(LabelledWindow.PositiveKind) == 0)
            yield return "no window of label 1 is left";
    }
}
