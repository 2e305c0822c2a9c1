using Spectre.Console;

namespace Cistron.Cli.Results;

/// <summary>Named facts in two columns.</summary>
internal sealed class FactRows
{
    private readonly Grid _grid = new Grid()
        .AddColumn(new GridColumn { NoWrap = true, Padding = new Padding(0, 0, 2, 0) })
        .AddColumn(new GridColumn { Padding = new Padding(0, 0, 0, 0) });

    /// <summary>Adds a fact.</summary>
    public FactRows Add(string name, string fact)
    {
        _grid.AddRow(new Text(name), new Text(fact));
        return this;
    }

    /// <summary>Adds a fact if there is one.</summary>
    public FactRows AddIfAny(string name, string? fact) => string.IsNullOrEmpty(fact) ? this : Add(name, fact);

    /// <summary>Adds several.</summary>
    public FactRows AddAll(IEnumerable<(string Name, string Fact)> facts)
    {
        foreach ((string name, string fact) in facts)
            Add(name, fact);
        return this;
    }

    /// <summary>Writes all facts.</summary>
    public void Write(IAnsiConsole console) => console.Write(_grid);
}
