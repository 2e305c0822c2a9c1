using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Cistron.Cli.Help;
using Cistron.Cli.Verbs;
using Cistron.Sequences.Formats;
using Cistron.Training.Verbs;

namespace Cistron.Cli;

/// <summary>Reads the arguments of the process and does what they ask for.</summary>
internal sealed class CommandLine(IReadOnlyList<Verb> verbs, Terminal terminal)
{
    /// <summary>Runs one command to its end; no exception leaves it.</summary>
    /// <param name="arguments">What stands behind the program's name.</param>
    /// <param name="stop">Asks a run to stop at its next step.</param>
    public ExitCode Run(IReadOnlyList<string> arguments, CancellationToken stop)
    {
        try
        {
            ParseResult parsed = Root(stop).Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
            if (parsed.Action is ParseErrorAction)
                throw WrongUsage(parsed);
            return (ExitCode)parsed.Invoke(new InvocationConfiguration
            {
                // Faults and signals have their own places here.
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
        }
        catch (Exception e)
        {
            return Faults.Report(e, terminal);
        }
    }

    private RootCommand Root(CancellationToken stop)
    {
        var root = new RootCommand();
        root.SetAction(_ => RootHelp.WriteStartPage(terminal.Output));
        root.Options.OfType<HelpOption>().Single().Action = new Show(parsed => Help(parsed.CommandResult.Command.Name));
        root.Options.OfType<VersionOption>().Single().Action =
            new Show(_ => terminal.Output.WriteWhole($"cistron {RunEnvironment.Version}"));
        foreach (Verb verb in verbs)
        {
            var command = new Command(verb.Name, verb.Summary);
            verb.Declare(command);
            command.SetAction(parsed => (int)verb.Run(parsed, terminal, stop));
            root.Subcommands.Add(command);
        }
        return root;
    }

    private void Help(string command)
    {
        if (verbs.FirstOrDefault(verb => verb.Name == command) is { } verb)
            VerbHelp.Write(verb, terminal.Output);
        else
            RootHelp.Write(verbs, terminal.Output);
    }

    private UsageException WrongUsage(ParseResult parsed)
    {
        Verb? verb = verbs.FirstOrDefault(verb => verb.Name == parsed.CommandResult.Command.Name);
        if (verb is not null)
            return new UsageException($"{Sentence(parsed)}; './cistron {verb.Name} --help' shows what it takes");
        string written = parsed.UnmatchedTokens is [var first, ..] ? first : "";
        string? nearest = NearestName.To(written, verbs.Select(verb => verb.Name));
        return new UsageException($"there is no verb {InputException.Quote(written)}; "
            + (nearest is null ? "'./cistron --help' lists them" : $"did you mean '{nearest}'?"));
    }

    private static string Sentence(ParseResult parsed) =>
        string.Join(' ', parsed.Errors[0].Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.');

    private sealed class Show(Action<ParseResult> write) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            write(parseResult);
            return (int)ExitCode.Done;
        }
    }
}
