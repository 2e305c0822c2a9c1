using Cistron.Training.Verbs;
using Spectre.Console;

namespace Cistron.Cli.Results;

/// <summary>How often each class was predicted for each label.</summary>
internal static class ConfusionTable
{
    // More columns do not fit a terminal; the report shows them as a picture.
    private const int MostClasses = 12;

    /// <summary>Writes the table when every row has one class and the classes fit; nothing otherwise.</summary>
    public static void Write(Judgement judgement, IAnsiConsole console)
    {
        if (judgement is not { Confusion: { Length: <= MostClasses } counts, Classes: { } classes })
            return;
        var table = new Table().Border(TableBorder.Simple).AddColumn("label \\ predicted");
        foreach (string name in classes.Select(one => one.Name))
            table.AddColumn(new TableColumn(new Text(name)) { Alignment = Justify.Right });
        foreach ((string name, long[] row) in classes.Select(one => one.Name).Zip(counts))
            table.AddRow([new Text(name), .. row.Select(count => new Text(NumberWords.Count(count)))]);
        console.Write(table);
    }
}
