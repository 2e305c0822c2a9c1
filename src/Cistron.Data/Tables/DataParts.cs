using Cistron.Data.Recipes;
using Cistron.Runs;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Formats.Fasta;

namespace Cistron.Data.Tables;

/// <summary>The labelled sequences that a recipe names, before anything is held out.</summary>
/// <param name="Train">Rows to train on, and to hold out from.</param>
/// <param name="Dev">Rows to choose weights on; null when none are named.</param>
/// <param name="Test">Rows to score once; null when none are named.</param>
public sealed record DataParts(LabelledData Train, LabelledData? Dev, LabelledData? Test)
{
    private static readonly string[] DevNames = ["dev", "valid", "validation", "val"];

    /// <summary>The parts that there are, under the names <c>train</c>, <c>dev</c> and <c>test</c>.</summary>
    public IEnumerable<(string Name, LabelledData Table)> Named() =>
        new[] { ("train", Train), ("dev", Dev), ("test", Test) }.Where(part => part.Item2 is not null).Select(part => (part.Item1, part.Item2!));

    /// <summary>The files that the rows came from, each once.</summary>
    public IEnumerable<string> Files() =>
        Named().SelectMany(part => part.Table.Samples.Select(sample => sample.File ?? part.Table.File)).Distinct();

    /// <summary>Reads them: a folder, tables, one table with a column of parts, or FASTA files by class.</summary>
    public static DataParts Read(DatasetRecipe recipe, Alphabet alphabet, IWorkLog log)
    {
        if (recipe.Classes.Count > 0)
            return new DataParts(OfClasses(recipe.Classes, alphabet, log), null,
                recipe.TestClasses.Count > 0 ? OfClasses(recipe.TestClasses, alphabet, log) : null);
        if (recipe.SplitColumn is not null)
            return Divide(ReadTable(recipe, alphabet, recipe.SplitColumn, log));
        var files = recipe.Folder is { } folder
            ? DatasetFolder.Open(folder)
            : new DatasetFolder(recipe.Train!, recipe.Dev, recipe.Test);
        return new DataParts(Table(files.Train), files.Dev is null ? null : Table(files.Dev),
            files.Test is null ? null : Table(files.Test));

        LabelledData Table(string path) => ReadTable(recipe with { Train = path }, alphabet, null, log);
    }

    /// <summary>Reads the training table, or the FASTA files by class, and nothing else.</summary>
    /// <param name="recipe">Which file and columns.</param>
    /// <param name="alphabet">The alphabet that sequences are brought into.</param>
    /// <param name="partColumn">The column that becomes <see cref="LabelledSequence.Part"/>; null for none.</param>
    /// <param name="log">Is told what was replaced.</param>
    public static LabelledData ReadTable(DatasetRecipe recipe, Alphabet alphabet, string? partColumn, IWorkLog log)
    {
        if (recipe.Classes.Count > 0)
            return OfClasses(recipe.Classes, alphabet, log);
        var table = LabelledData.Read(recipe.Train!, alphabet, recipe.SequenceColumn, recipe.LabelColumn, partColumn, recipe.Task);
        Remark(recipe.Train!, table.Letters, log);
        return table;
    }

    private static DataParts Divide(LabelledData table)
    {
        foreach (var sample in table.Samples)
            if (sample.Part is not ("train" or "test") && !DevNames.Contains(sample.Part))
                throw new InputException(table.File, sample.Line, $"the part is {InputException.Quote(sample.Part)}",
                    $"it was to be train, test, or one of {string.Join(", ", DevNames)}", "correct it, or choose another column");
        var train = Rows(part => part == "train") ?? throw new InputException(table.File, null, "no row is of the part 'train'",
            "rows to train on were expected", "choose another column");
        return new DataParts(train, Rows(DevNames.Contains), Rows(part => part == "test"));

        LabelledData? Rows(Func<string, bool> isPart)
        {
            int[] rows = [.. Enumerable.Range(0, table.Samples.Count).Where(row => isPart(table.Samples[row].Part))];
            return rows.Length > 0 ? table.Select(rows) : null;
        }
    }

    private static LabelledData OfClasses(IReadOnlyDictionary<string, string> classes, Alphabet alphabet, IWorkLog log)
    {
        var samples = new List<LabelledSequence>();
        var letters = new LetterCounts();
        foreach (var (label, path) in classes)
        {
            var cleaner = new SequenceCleaner(alphabet, TextSource.NameOf(path));
            foreach (var record in FastaReader.Read(path))
            {
                cleaner.Clean(record.Bases, record.Id, record.Line);
                samples.Add(new LabelledSequence(record.Id, record.Bases, label, record.Line) { File = path });
            }
            Remark(path, cleaner.Counts, log);
            letters += cleaner.Counts;
        }
        return new LabelledData(string.Join(", ", classes.Values), "class", samples, letters);
    }

    private static void Remark(string path, LetterCounts letters, IWorkLog log)
    {
        if (letters.Remarks is { Length: > 0 } remarks)
            log.Note($"{path}: {remarks}");
    }
}
