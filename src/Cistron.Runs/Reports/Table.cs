using Cistron.Runs.Plots.Drawing;

namespace Cistron.Runs.Reports;

/// <summary>A column of a table by its name and by what it holds.</summary>
public sealed record Column
{
    private Column(string name, string kind) => (Name, Kind) = (name, kind);

    /// <summary>What the head of the column says.</summary>
    public string Name { get; }

    internal string Kind { get; }

    /// <summary>A column of words, aligned left.</summary>
    public static Column Words(string name) => new(name, "words");

    /// <summary>A column of numbers as text, aligned right; give each the same number of decimals.</summary>
    public static Column Numbers(string name) => new(name, "numbers");
}

/// <summary>A table whose first column names the rows; it can be copied as tab-separated values.</summary>
/// <exception cref="ArgumentException">A row has not one cell for each column.</exception>
public sealed record Table : ReportBlock
{
    /// <summary>A table of rows of cells.</summary>
    public Table(string caption, IReadOnlyList<Column> columns, params IReadOnlyList<IReadOnlyList<string>> rows)
    {
        for (int i = 0; i < rows.Count; i++)
        {
            if (rows[i].Count != columns.Count)
            {
                throw new ArgumentException(
                    $"Row {i} of the table '{caption}' has {rows[i].Count} cells for {columns.Count} columns.",
                    nameof(rows));
            }
        }
        (Caption, Columns, Rows) = (caption, columns, rows);
    }

    /// <summary>What the table holds.</summary>
    public string Caption { get; }

    /// <summary>The columns, from left to right.</summary>
    public IReadOnlyList<Column> Columns { get; }

    /// <summary>The cells of each row, one for each column.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows { get; }

    internal override void Write(Markup html)
    {
        html.AppendLine($"""
            <figure class="table">
            <figcaption>{Prose.Of(Caption)}</figcaption>
            <div class="scroll" tabindex="0" role="group" aria-label="{Caption}">
            <table aria-label="{Caption}">
            <thead>
            <tr>
            """);
        foreach (Column column in Columns)
            html.AppendLine($"""<th scope="col" class="{column.Kind}">{column.Name}</th>""");
        html.AppendLine($"</tr>\n</thead>\n<tbody>");
        foreach (IReadOnlyList<string> row in Rows)
        {
            html.AppendLine($"<tr>");
            for (int i = 0; i < row.Count; i++)
            {
                if (i == 0)
                    html.AppendLine($"""<th scope="row" class="{Columns[i].Kind}">{row[i]}</th>""");
                else
                    html.AppendLine($"""<td class="{Columns[i].Kind}">{row[i]}</td>""");
            }
            html.AppendLine($"</tr>");
        }
        html.AppendLine($"</tbody>\n</table>\n</div>\n</figure>");
    }
}
