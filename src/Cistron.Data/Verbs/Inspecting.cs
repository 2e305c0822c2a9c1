using Cistron.Data.Recipes;
using Cistron.Data.Reports;
using Cistron.Runs;
using Cistron.Runs.Folders;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Inspection;

namespace Cistron.Data.Verbs;

/// <summary>The verb <c>data inspect</c>: a file in, what is in it and what to do with it out.</summary>
public static class Inspecting
{
    private const int ProgressRecords = 1000;
    private const int MostListedFiles = 1000;

    /// <summary>Reads the file, or the tables of the folder, once from start to end.</summary>
    /// <param name="recipe">Which file.</param>
    /// <param name="log">Is told how it goes.</param>
    /// <param name="stop">Ends the work.</param>
    /// <exception cref="InputException">A file is wrong, or the folder holds no dataset.</exception>
    public static InspectResult Run(InspectRecipe recipe, IWorkLog log, CancellationToken stop)
    {
        InspectedPart[] parts = [.. Files(recipe.Input).Select(file => new InspectedPart(
            file.Part, FileInspector.Inspect(file.Path, recipe.SequenceColumn, recipe.LabelColumn, Counted)))];
        var result = new InspectResult(
            DataVersion.Text, recipe.Input, parts, new NextSteps(recipe, parts[0].Inspection).All(), recipe.Output);
        if (recipe.Output is not null)
            AtomicFile.WriteText(recipe.Output, new InspectionReport(result).Page().ToHtml());
        return result;

        void Counted(long records)
        {
            stop.ThrowIfCancellationRequested();
            if (records % ProgressRecords == 0)
                log.Progress("reading", records, null, "records");
        }
    }

    private static IEnumerable<(string? Part, string Path)> Files(string input)
    {
        if (!Directory.Exists(input))
            return [(null, input)];
        if (!DatasetFolder.IsIn(input))
            throw new InputException(input, null, "there is no train table in the folder",
                "a file was expected, or a folder with train.csv, train.tsv or train.jsonl, plain or .gz",
                LargestFile(input) is { } file ? $"name a file in it, such as {file}" : "name a file");
        DatasetFolder folder = DatasetFolder.Open(input);
        (string? Part, string? Path)[] parts = [("train", folder.Train), ("dev", folder.Dev), ("test", folder.Test)];
        return parts.Where(part => part.Path is not null).Select(part => (part.Part, part.Path!));
    }

    // Notes and licences are small, data are not.
    private static string? LargestFile(string folder) => new DirectoryInfo(folder)
        .EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 2 })
        .Take(MostListedFiles)
        .OrderByDescending(file => file.Length)
        .ThenBy(file => file.FullName, StringComparer.Ordinal)
        .Select(file => Path.Combine(folder, Path.GetRelativePath(folder, file.FullName)))
        .FirstOrDefault();
}
