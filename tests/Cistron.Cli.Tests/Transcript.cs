using System.Text;
using Cistron.Cli.Verbs;
using Cistron.Runs.Tests.Golden;
using Spectre.Console;

namespace Cistron.Cli.Tests;

/// <summary>One command, run inside the test: what it printed and how it ended.</summary>
internal sealed record Transcript(string Command, string Output, string Errors, ExitCode Code)
{
    /// <summary>Runs a command on terminals of 100 columns that are files.</summary>
    /// <param name="arguments">What stands behind <c>./cistron</c>, split at blanks.</param>
    /// <param name="verbs">The verbs there are; the tool's own when left out.</param>
    /// <param name="traceFolder">Where traces go.</param>
    /// <param name="stop">Asks to stop.</param>
    public static Transcript Of(
        string arguments, IReadOnlyList<Verb>? verbs = null, string traceFolder = "/nowhere", CancellationToken stop = default)
    {
        using StringWriter output = new(), errors = new();
        var terminal = new Terminal(ConsoleOn(output), ConsoleOn(errors), new FakeClock(), traceFolder);
        ExitCode code = new CommandLine(verbs ?? Verb.All, terminal)
            .Run(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries), stop);
        return new Transcript(arguments, output.ToString(), errors.ToString(), code);
    }

    /// <summary>A console without colours that writes into a text.</summary>
    public static IAnsiConsole ConsoleOn(TextWriter writer, AnsiSupport ansi = AnsiSupport.No)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = ansi,
            ColorSystem = ColorSystemSupport.NoColors,
        });
        console.Profile.Width = 100;
        console.Profile.Capabilities.Unicode = true;
        return console;
    }

    /// <summary>Compares all of it with a file in Golden/.</summary>
    /// <param name="name">The file's name without its ending.</param>
    /// <param name="folder">A folder of the test, whose name changes from run to run.</param>
    public void Matches(string name, string folder = "/nowhere")
    {
        var text = new StringBuilder($"$ ./cistron {Command}\n{Output}");
        if (Errors.Length > 0)
            text.Append($"--- standard error ---\n{Errors}");
        text.Append($"--- exit code {(int)Code} ---\n");
        string[] lines = text.Replace(folder, "FOLDER").ToString().Split('\n');
        GoldenFile.Matches($"../../Cistron.Cli.Tests/Golden/{name}.txt", string.Join('\n', lines.Select(line => line.TrimEnd())));
    }
}
