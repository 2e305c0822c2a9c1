using Cistron.Data.Audit;
using Cistron.Data.Verbs;
using Spectre.Console;

namespace Cistron.Cli.Results;

/// <summary>What an audit found: every check in a line or two, the worst at the end where eyes rest.</summary>
internal static class AuditScreen
{
    /// <summary>Writes it.</summary>
    public static void Write(AuditResult result, IAnsiConsole console)
    {
        console.WriteLine();
        console.WriteLine(result.Task);
        var table = new Table().Border(TableBorder.Simple)
            .AddColumn(new TableColumn("verdict") { NoWrap = true }).AddColumn(new TableColumn("check")).AddColumn("found");
        foreach (Finding finding in result.Findings)
            table.AddRow(
                new Text($"{finding.Severity}".ToLowerInvariant(), StyleOf(finding.Severity)), new Text(finding.Title), new Text(finding.Sentence));
        console.Write(table);
        console.WriteLine(result.Summary);
    }

    private static Style StyleOf(Severity severity) => severity switch
    {
        Severity.Warning => new Style(Color.Yellow, decoration: Decoration.Bold),
        Severity.Note => new Style(decoration: Decoration.Bold),
        _ => Style.Plain,
    };
}
