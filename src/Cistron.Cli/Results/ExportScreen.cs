using Cistron.Data.Verbs;
using Spectre.Console;

namespace Cistron.Cli.Results;

/// <summary>What <c>data export</c> wrote.</summary>
internal static class ExportScreen
{
    public static void Write(ExportResult result, IAnsiConsole console)
    {
        console.WriteLine($"{result.Title}: {result.Task}");
        var rows = new FactRows();
        foreach (var part in result.Parts)
            rows.Add(part.Name, $"{NumberWords.Count(part.Rows)} rows, {NumberWords.Count(part.Bases)} bases, {part.File.Path}");
        rows.Write(console);
    }
}
