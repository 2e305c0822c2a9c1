using Cistron.Training.Verbs;
using Spectre.Console;

namespace Cistron.Cli.Results;

/// <summary>What orders the tokens of a run at its first and its last kept step.</summary>
internal static class CourseScreen
{
    private const int Shown = 8;

    /// <summary>Writes it.</summary>
    public static void Write(CourseResult result, IAnsiConsole console)
    {
        console.WriteLine();
        var (first, last) = (result.Steps[0], result.Steps[^1]);
        var table = new Table().Border(TableBorder.Simple).AddColumn("tokens alike in")
            .AddColumn(new TableColumn($"purity, step {NumberWords.Count(first.Step)}") { Alignment = Justify.Right })
            .AddColumn(new TableColumn($"step {NumberWords.Count(last.Step)}") { Alignment = Justify.Right })
            .AddColumn(new TableColumn("by chance") { Alignment = Justify.Right });
        foreach (int kind in Enumerable.Range(0, result.Places.Count)
            .OrderByDescending(kind => last.Separations[kind].Purity / last.Separations[kind].Chance).Take(Shown))
            table.AddRow(result.Places[kind], NumberWords.Number(first.Separations[kind].Purity),
                NumberWords.Number(last.Separations[kind].Purity), NumberWords.Number(last.Separations[kind].Chance));
        console.Write(table);
        new FactRows().Add("report", result.Report).Write(console);
    }
}
