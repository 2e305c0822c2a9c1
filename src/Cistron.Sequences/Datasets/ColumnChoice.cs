using System.Globalization;
using System.Text;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Formats.Tables;

namespace Cistron.Sequences.Datasets;

/// <summary>
/// Finds the columns of a table by what they hold, under the names that published datasets give them.
/// </summary>
internal static class ColumnChoice
{
    private static readonly string[] SequenceNames = ["sequence", "seq", "utr", "text"];
    private static readonly string[] LabelNames = ["label", "target", "class", "y"];
    private static readonly string[] IdNames = ["id", "name"];

    /// <summary>
    /// The column of the sequences: the one that was asked for, else <c>sequence</c>, else its only alias.
    /// </summary>
    public static int Sequence(TableReader table, string? asked) => Choose(table, asked, "sequence", SequenceNames);

    /// <summary>The column of the labels: the one that was asked for, else <c>label</c>, else its only alias.</summary>
    public static int Label(TableReader table, string? asked) => Choose(table, asked, "label", LabelNames);

    /// <summary>
    /// The name of the current row: its <c>id</c> or <c>name</c> column if there is one, else <c>line7</c>.
    /// </summary>
    public static string Id(TableReader table, int idColumn) =>
        idColumn >= 0 ? table.Text(idColumn) : LineId(table.Line);

    /// <summary>The column that names the rows, or -1.</summary>
    public static int Id(TableReader table) =>
        IdNames.Select(table.IndexOf).FirstOrDefault(column => column >= 0, -1);

    /// <summary>The name of a sequence that has none: <c>line7</c>.</summary>
    public static string LineId(long line) => string.Create(CultureInfo.InvariantCulture, $"line{line}");

    /// <summary>
    /// Whether a line is nothing but a name of the sequences' column: the header of a one-column table.
    /// </summary>
    public static bool NamesSequence(ReadOnlySpan<byte> line)
    {
        foreach (string name in SequenceNames)
            if (Ascii.EqualsIgnoreCase(line.Trim(" \t"u8), name))
                return true;
        return false;
    }

    private static int Choose(TableReader table, string? asked, string role, string[] names)
    {
        if (asked is not null)
            return table.Column(asked);
        if (table.IndexOf(names[0]) is >= 0 and int standard)
            return standard;

        string[] aliases = [.. names.Where(name => table.IndexOf(name) >= 0)];
        return aliases switch
        {
            [string only] => table.IndexOf(only),
            [] => throw table.HeaderFault($"no column is called {InputException.Quote(names[0])}",
                $"the columns are {table.ColumnNames()}", $"say which one holds the {role} ({role}_column=…), and check that the table has a header"),
            _ => throw table.HeaderFault(
                $"several columns could hold the {role}: '{string.Join("', '", aliases)}'",
                $"the columns are {table.ColumnNames()}", "say which one is meant"),
        };
    }
}
