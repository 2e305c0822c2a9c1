using System.Globalization;
using System.Text;
using Cistron.Sequences.Formats;

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
    public static int Sequence(RowReader rows, string? asked) => Choose(rows, asked, "sequence", SequenceNames);

    /// <summary>The column of the labels: the one that was asked for, else <c>label</c>, else its only alias.</summary>
    public static int Label(RowReader rows, string? asked) => Choose(rows, asked, "label", LabelNames);

    /// <summary>
    /// The column of the labels where sequences may do without: the one that was asked for, else <c>label</c>, else its
    /// only alias, else -1.
    /// </summary>
    public static int LabelIfAny(RowReader rows, string? asked)
    {
        if (asked is not null || rows.IndexOf(LabelNames[0]) >= 0)
            return Label(rows, asked);
        int[] aliases = [.. LabelNames.Select(rows.IndexOf).Where(column => column >= 0)];
        return aliases is [int only] ? only : -1;
    }

    /// <summary>
    /// The name of the current row: its <c>id</c> or <c>name</c> column if there is one, else <c>line7</c>.
    /// </summary>
    public static string Id(RowReader rows, int idColumn) =>
        idColumn >= 0 ? rows.Text(idColumn) : LineId(rows.Line);

    /// <summary>The column that names the rows, or -1.</summary>
    public static int Id(RowReader rows) =>
        IdNames.Select(rows.IndexOf).FirstOrDefault(column => column >= 0, -1);

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

    /// <summary>Whether one of the columns in a table's header has a name of the sequences' column.</summary>
    public static bool HeaderNamesSequence(string header) => header.Split([',', '\t'])
        .Any(name => SequenceNames.Contains(name.Trim(' ', '"'), StringComparer.OrdinalIgnoreCase));

    private static int Choose(RowReader rows, string? asked, string role, string[] names)
    {
        if (asked is not null)
            return rows.Column(asked);
        if (rows.IndexOf(names[0]) is >= 0 and int standard)
            return standard;

        string[] aliases = [.. names.Where(name => rows.IndexOf(name) >= 0)];
        return aliases switch
        {
            [string only] => rows.IndexOf(only),
            [] when Pair(rows, names) is (string first, string second) => throw rows.HeaderFault(
                $"each row has a pair of sequences, {InputException.Quote(first)} and {InputException.Quote(second)}",
                "tasks on pairs cannot be trained yet",
                $"name one of them ({role}_column=…), or write both into one column"),
            [] => throw rows.HeaderFault($"no column is called {InputException.Quote(names[0])}",
                $"the columns are {rows.ColumnNames()}",
                $"say which one holds the {role} ({role}_column=…), and check that the first line names the columns"),
            _ => throw rows.HeaderFault(
                $"several columns could hold the {role}: '{string.Join("', '", aliases)}'",
                $"the columns are {rows.ColumnNames()}", "say which one is meant"),
        };
    }

    // The tasks of the GUE benchmark on pairs (enhancer and promoter) have three columns: two sequences and a label.
    private static (string First, string Second)? Pair(RowReader rows, string[] names)
    {
        foreach (string name in names)
            foreach (string stem in (ReadOnlySpan<string>)[name, $"{name}_"])
                if (rows.IndexOf($"{stem}1") is >= 0 and int first && rows.IndexOf($"{stem}2") is >= 0 and int second)
                    return (rows.Columns[first], rows.Columns[second]);
        return null;
    }
}
