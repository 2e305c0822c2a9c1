using System.Text;
using Cistron.Data.Folders;
using Cistron.Data.Recipes;
using Cistron.Data.Tables;
using Cistron.Runs;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Formats.Tables;

namespace Cistron.Data.Verbs;

/// <summary>The labelled rows that are split. A row of a table is written as it was read, with all of its columns.</summary>
/// <param name="recipe">Which files and columns.</param>
/// <param name="rows">The rows.</param>
internal sealed class SplitTable(SplitRecipe recipe, LabelledData rows)
{
    /// <summary>The rows, cleaned; <see cref="LabelledSequence.Part"/> is the word of the column of groups.</summary>
    public IReadOnlyList<LabelledSequence> Samples => rows.Samples;

    /// <summary>The file's name for errors.</summary>
    public string File => rows.File;

    /// <summary>The column of labels.</summary>
    public string LabelColumn => rows.LabelColumn;

    /// <summary>The files that are read.</summary>
    public IEnumerable<string> Files => recipe.Input is { } input ? [input] : recipe.Classes.Values;

    public static SplitTable Read(SplitRecipe recipe, IWorkLog log)
    {
        var data = new DatasetRecipe
        {
            Train = recipe.Input,
            Classes = recipe.Classes,
            SequenceColumn = recipe.SequenceColumn,
            LabelColumn = recipe.LabelColumn,
        };
        return new SplitTable(recipe, DataParts.ReadTable(data, recipe.Alphabet.Letters(), recipe.GroupColumn, log));
    }

    /// <summary>Refuses rows that cannot be split.</summary>
    /// <exception cref="InputException">A row has no sequence, or no word in the column of groups.</exception>
    public void Check()
    {
        foreach (var sample in Samples)
        {
            if (sample.Bases.Length == 0)
                throw new InputException(sample.File ?? File, sample.Line, "the sequence is empty", "a row has one", "add it, or leave the row out");
            if (recipe.GroupColumn is { } column && sample.Part.Length == 0)
                throw new InputException(File, sample.Line, $"there is no word in column {InputException.Quote(column)}",
                    "every row belongs to a group", "add it, or leave the row out");
        }
    }

    /// <summary>Writes tables of some rows each into a folder, as CSV.</summary>
    /// <returns>What was written, in the order of <paramref name="tables"/>.</returns>
    public IEnumerable<WrittenPart> Write(string folder, IEnumerable<(string Name, int[] Rows)> tables)
    {
        (string Name, int[] Rows)[] all = [.. tables];
        var streams = all.Select(table => new BufferedStream(System.IO.File.Create(Path.Combine(folder, $"{table.Name}.csv")), 1 << 16)).ToArray();
        try
        {
            Write(all, streams);
        }
        finally
        {
            foreach (var stream in streams)
                stream.Dispose();
        }
        return all.Select(table => WrittenPart.Of(table.Name, [.. table.Rows.Select(row => Samples[row])], folder, $"{table.Name}.csv"));
    }

    private void Write((string Name, int[] Rows)[] tables, Stream[] streams)
    {
        var tablesOf = tables.Index().SelectMany(table => table.Item.Rows.Select(row => (Row: row, Table: table.Index)))
            .ToLookup(pair => pair.Row, pair => pair.Table);
        using var records = (recipe.Input is { } input ? FileRecords(input) : SampleRecords()).GetEnumerator();
        string[] columns = [.. Next(records).Select(Encoding.UTF8.GetString)];
        TableWriter[] writers = [.. streams.Select(stream => new TableWriter(stream, TableDelimiter.Comma, columns))];
        for (int row = 0; row < Samples.Count; row++)
        {
            byte[][] fields = Next(records);
            foreach (int table in tablesOf[row])
                writers[table].Write(fields);
        }
    }

    private byte[][] Next(IEnumerator<byte[][]> records) => records.MoveNext()
        ? records.Current
        : throw new InputException(File, null, "the file has become shorter while it was split", "it must stay as it is",
            "run the command again");

    // The names of the columns, then the fields of each row: bytes, because a note may be in any encoding.
    private static IEnumerable<byte[][]> FileRecords(string path)
    {
        using var rows = RowReader.Open(TextLines.Open(path, RowReader.LongestRow));
        if (rows.Columns.FirstOrDefault(column => column.Contains('\uFFFD', StringComparison.Ordinal)) is { } name)
            throw rows.HeaderFault($"the name of the column {InputException.Quote(name)} is not UTF-8", "the header is written again as UTF-8",
                "save the table as UTF-8, or rename the column");
        yield return [.. rows.Columns.Select(Encoding.UTF8.GetBytes)];
        while (rows.Next())
            yield return [.. Enumerable.Range(0, rows.Columns.Count).Select(column => rows.Bytes(column).ToArray())];
    }

    private IEnumerable<byte[][]> SampleRecords() => Samples
        .Select(sample => new[] { Encoding.UTF8.GetBytes(sample.Id), sample.Bases, Encoding.UTF8.GetBytes(sample.Label) })
        .Prepend(["id"u8.ToArray(), "sequence"u8.ToArray(), "label"u8.ToArray()]);
}
