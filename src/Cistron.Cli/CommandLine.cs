using System.CommandLine;
using System.CommandLine.Parsing;
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
        root.Options.OfType<HelpOption>().Single().Action = new Show(parsed => Help(Written(parsed)));
        root.Options.OfType<VersionOption>().Single().Action =
            new Show(_ => terminal.Output.WriteWhole($"cistron {RunEnvironment.Version}"));
        foreach (Verb verb in verbs)
        {
            var command = new Command(verb.Name.Split(' ')[^1], verb.Summary);
            verb.Declare(command);
            command.SetAction(parsed => (int)verb.Run(parsed, terminal, stop));
            Parent(root, verb).Subcommands.Add(command);
        }
        return root;
    }

    // "data audit" stands below "data", which alone shows what there is.
    private Command Parent(Command root, Verb verb)
    {
        if (verb.Name.Split(' ') is not [var group, _])
            return root;
        if (root.Subcommands.FirstOrDefault(command => command.Name == group) is { } present)
            return present;
        var parent = new Command(group);
        parent.SetAction(_ => Help(group));
        root.Subcommands.Add(parent);
        return parent;
    }

    private void Help(string written)
    {
        Verb[] group = [.. verbs.Where(verb => verb.Name.StartsWith($"{written} ", StringComparison.Ordinal))];
        if (verbs.FirstOrDefault(verb => verb.Name == written) is { } verb)
            VerbHelp.Write(verb, terminal.Output);
        else if (group.Length > 0)
            RootHelp.WriteGroup(written, group, terminal.Output);
        else
            RootHelp.Write(verbs, terminal.Output);
    }

    private UsageException WrongUsage(ParseResult parsed)
    {
        string words = Written(parsed);
        if (verbs.Any(verb => verb.Name == words))
            return new UsageException($"{Sentence(parsed)}; './cistron {words} --help' shows what it takes");
        string written = $"{words} {(parsed.UnmatchedTokens is [var first, ..] ? first : "")}".Trim();
        string? nearest = NearestName.To(written, verbs.Select(verb => verb.Name));
        return new UsageException($"there is no verb {InputException.Quote(written)}; "
            + (nearest is null ? $"'./cistron {words}{(words.Length > 0 ? " " : "")}--help' lists them" : $"did you mean '{nearest}'?"));
    }

    // The words of the command that was found, without the program's name: "data audit", "predict", or none.
    private static string Written(ParseResult parsed)
    {
        var words = new List<string>();
        for (SymbolResult? result = parsed.CommandResult; result is CommandResult { Command: not RootCommand } command; result = result.Parent)
            words.Insert(0, command.Command.Name);
        return string.Join(' ', words);
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
