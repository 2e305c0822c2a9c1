using Spectre.Console;

namespace Cistron.Cli.Help;

/// <summary>Two columns: what can be typed, and what it means, broken at the width of the console.</summary>
internal sealed class HelpRows
{
    private const int Indent = 2;

    private readonly Grid _grid = new Grid()
        .AddColumn(new GridColumn { NoWrap = true, Padding = new Padding(Indent, 0, Indent, 0) })
        .AddColumn(new GridColumn { Padding = new Padding(0, 0, 0, 0) });

    /// <summary>Adds a row.</summary>
    public void Add(string typed, string meaning) => _grid.AddRow(new Text(typed), new Text(meaning));

    /// <summary>Adds an empty row.</summary>
    public void AddGap() => Add("", "");

    /// <summary>Writes all rows.</summary>
    public void Write(IAnsiConsole console) => console.Write(_grid);
}
