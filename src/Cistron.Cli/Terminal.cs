using Spectre.Console;

namespace Cistron.Cli;

/// <summary>What the tool sees of the world outside, so that tests can be that world.</summary>
/// <param name="Output">Standard output: results and nothing else.</param>
/// <param name="Messages">Standard error: progress, notes and faults.</param>
/// <param name="Clock">The time of day and of progress.</param>
/// <param name="TraceFolder">Where the traces of unexpected faults are written.</param>
internal sealed record Terminal(IAnsiConsole Output, IAnsiConsole Messages, TimeProvider Clock, string TraceFolder)
{
    // Pipes and files have no width; this one keeps tables whole and lines readable.
    private const int WidthOfFiles = 110;

    /// <summary>The terminal, pipes or files that this process was started with.</summary>
    public static Terminal OfProcess() => new(
        Open(Console.Out), Open(Console.Error), TimeProvider.System, Path.GetTempPath());

    private static IAnsiConsole Open(TextWriter writer)
    {
        var output = new AnsiConsoleOutput(writer);
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = output,
            Ansi = output.IsTerminal ? AnsiSupport.Detect : AnsiSupport.No,
        });
        if (!output.IsTerminal)
            console.Profile.Width = WidthOfFiles;
        return console;
    }
}

/// <summary>Ways to write that a console lacks.</summary>
internal static class ConsoleLines
{
    /// <summary>Writes a line as it is: without markup, and without breaks where the terminal ends.</summary>
    public static void WriteWhole(this IAnsiConsole console, string line) => console.Profile.Out.Writer.WriteLine(line);

    /// <summary>
    /// Writes a line as wide as the console: where a live display is, it is written over the display's first line, of
    /// which nothing must stay visible.
    /// </summary>
    public static void WriteOver(this IAnsiConsole console, string line, Style style) =>
        console.Write(new Rows(Align.Left(new Text(line, style))));
}
