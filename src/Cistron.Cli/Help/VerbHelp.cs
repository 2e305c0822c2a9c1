using Cistron.Cli.Verbs;
using Spectre.Console;

namespace Cistron.Cli.Help;

/// <summary>The help of one verb: first what people type, then what it does, then what it takes.</summary>
internal static class VerbHelp
{
    /// <summary>Writes it.</summary>
    public static void Write(Verb verb, IAnsiConsole console)
    {
        console.WriteLine("For example:");
        foreach (string example in verb.Examples)
            console.WriteWhole($"  {example}");
        console.WriteLine();
        console.WriteLine($"{verb.Name}: {verb.Summary}.");
        console.WriteLine();
        console.WriteWhole($"Usage: ./cistron {verb.Name} {verb.Usage}");
        console.WriteLine();
        verb.Explain(console);
        console.WriteLine();
        RootHelp.WriteExitCodes([verb], console);
    }
}
