using Cistron.Cli.Verbs;
using Spectre.Console;

namespace Cistron.Cli.Help;

/// <summary>What the tool says of itself as a whole.</summary>
internal static class RootHelp
{
    /// <summary>What <c>./cistron</c> alone shows: a first look, not a reference.</summary>
    public static void WriteStartPage(IAnsiConsole console)
    {
        console.WriteLine("Cistron trains language models of DNA and RNA, adapts them to a task with few labels, and judges "
            + "them against honest baselines.");
        console.WriteLine();
        console.WriteLine("Four commands to try first:");
        var rows = new HelpRows();
        rows.Add("./cistron demo", "the whole way on a real genome, in a few minutes");
        rows.Add("./cistron doctor", "what this machine has, and what would make it faster");
        rows.Add("./cistron finetune --help", "train on a table of sequences and labels of your own");
        rows.Add("./cistron predict --help", "use a trained model on a FASTA file");
        rows.Write(console);
        console.WriteLine();
        console.WriteLine("./cistron --help lists all verbs.");
    }

    /// <summary>What <c>./cistron --help</c> shows.</summary>
    public static void Write(IReadOnlyList<Verb> verbs, IAnsiConsole console)
    {
        console.WriteLine("For example:");
        console.WriteWhole("  ./cistron finetune run=runs/gene_starts data.folder=samples/data/gene_starts");
        console.WriteLine();
        console.WriteWhole("Usage: ./cistron VERB [recipe.yaml] [key=value …] [--json] [--progress auto|plain|none]");
        console.WriteLine();
        console.WriteLine("Verbs; './cistron VERB --help' says what each takes:");
        var rows = new HelpRows();
        foreach (Verb verb in verbs)
            rows.Add(verb.Name, verb.Summary);
        rows.Write(console);
        console.WriteLine();
        console.WriteLine("What stands behind a verb:");
        HelpRows words = RecipeHelp.Words();
        words.Add("--version", "print the version");
        words.Write(console);
        console.WriteLine();
        WriteExitCodes(verbs, console);
    }

    /// <summary>What a word shows that several verbs begin with.</summary>
    public static void WriteGroup(string word, IReadOnlyList<Verb> verbs, IAnsiConsole console)
    {
        console.WriteLine("For example:");
        foreach (Verb verb in verbs)
            console.WriteWhole($"  {verb.Examples[0]}");
        console.WriteLine();
        console.WriteLine($"What '{word}' can do; './cistron {word} VERB --help' says what each takes:");
        var rows = new HelpRows();
        foreach (Verb verb in verbs)
            rows.Add(verb.Name, verb.Summary);
        rows.Write(console);
    }

    /// <summary>What the exit codes of some verbs mean.</summary>
    public static void WriteExitCodes(IEnumerable<Verb> verbs, IAnsiConsole console) => console.WriteLine(
        "Exit codes: 0 done; 1 failed; 2 wrong usage or input"
        + (verbs.Any(verb => verb.IsResumable) ? "; 85 stopped early with a checkpoint, the same command resumes." : "."));
}
