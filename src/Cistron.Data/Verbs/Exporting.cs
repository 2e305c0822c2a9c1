using System.Text;
using Cistron.Data.Folders;
using Cistron.Data.Recipes;
using Cistron.Data.Tables;
using Cistron.Runs;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Formats.Tables;

namespace Cistron.Data.Verbs;

/// <summary>
/// The verb <c>data export</c>: a labelled dataset as a folder that <c>datasets.load_dataset(FOLDER)</c> of Hugging Face
/// loads: a card with the parts in its front matter, one CSV a part, and checksums for <c>sha256sum --check</c>.
/// </summary>
public static class Exporting
{
    /// <summary>The verb, as its manifest names it.</summary>
    public const string Verb = "data export";

    /// <summary>The checksums in the folder.</summary>
    public const string ChecksumFile = "SHA256SUMS";

    /// <summary>Writes the folder.</summary>
    /// <param name="recipe">What to export, and where to.</param>
    /// <param name="log">Is told how it goes.</param>
    /// <param name="stop">Ends the work; nothing is written then.</param>
    public static ExportResult Run(ExportRecipe recipe, IWorkLog log, CancellationToken stop)
    {
        var alphabet = (recipe.Alphabet ?? NucleicAlphabet.Dna).Letters();
        var parts = DataParts.Read(recipe, alphabet, log);
        var task = TaskInference.From(parts.Train.Samples.Select(s => s.Label), parts.Train.File, parts.Train.LabelColumn, recipe.Task);
        PreparedFolder.Check(recipe.Output, Verb, parts.Files());
        log.Note(task.Explain());
        string title = recipe.Title ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(recipe.Output)));
        ExportResult? result = null;
        PreparedFolder.Write(recipe.Output, folder =>
        {
            Directory.CreateDirectory(Path.Combine(folder, "data"));
            var written = new List<WrittenPart>();
            foreach (var (name, table) in parts.Named())
            {
                stop.ThrowIfCancellationRequested();
                written.Add(Write(folder, name == "dev" ? "validation" : name, table));
            }
            result = new ExportResult(DataVersion.Text, title, task.Explain(), written,
                [.. parts.Files().Select(SourceFile.Of).OfType<SourceFile>()]);
            File.WriteAllText(Path.Combine(folder, DatasetCard.File), DatasetCard.Of(recipe, result, alphabet));
            File.WriteAllLines(Path.Combine(folder, ChecksumFile), written.Select(part => $"{part.File.Sha256}  {part.File.Path}"));
            return result;
        });
        return result!;
    }

    private static WrittenPart Write(string folder, string name, LabelledData table)
    {
        string path = $"data/{name}.csv";
        using (var file = new BufferedStream(File.Create(Path.Combine(folder, path)), 1 << 16))
        {
            var writer = new TableWriter(file, TableDelimiter.Comma, "id", "sequence", "label");
            foreach (var sample in table.Samples)
                writer.Write(sample.Id, Encoding.ASCII.GetString(sample.Bases), sample.Label);
        }
        return WrittenPart.Of(name, table.Samples, folder, path);
    }
}
