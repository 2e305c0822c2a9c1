using Cistron.Training.Verbs;
using Spectre.Console;

namespace Cistron.Cli.Results;

/// <summary>How far bases order the tokens of a model.</summary>
internal static class TokensScreen
{
    /// <summary>Writes it.</summary>
    public static void Write(TokensResult result, IAnsiConsole console)
    {
        console.WriteLine();
        new FactRows()
            .Add("tokens", $"{NumberWords.Count(result.Tokens)} of {result.Tokenizer}, {NumberWords.Count(result.Dimensions)} numbers each"
                + (result.LeftOut > 0 ? $"; {NumberWords.Count(result.LeftOut)} left out" : ""))
            .Write(console);
        var table = new Table().Border(TableBorder.Simple).AddColumn("tokens alike in")
            .AddColumn(new TableColumn("purity") { Alignment = Justify.Right })
            .AddColumn(new TableColumn("by chance") { Alignment = Justify.Right })
            .AddColumn(new TableColumn("silhouette") { Alignment = Justify.Right });
        foreach (TokenSeparation row in result.Separations)
            table.AddRow(row.By, NumberWords.Number(row.Separation.Purity), NumberWords.Number(row.Separation.Chance),
                NumberWords.Number(row.Separation.Silhouette));
        console.Write(table);
        new FactRows().Add("report", result.Report).Write(console);
    }
}
