using System.CommandLine;
using Cistron.Cli.Demo;
using Cistron.Cli.Progress;
using Cistron.Runs.Folders;
using Cistron.Torch;
using Cistron.Training;
using Cistron.Training.Verbs;
using Spectre.Console;

namespace Cistron.Cli.Verbs;

/// <summary><c>demo</c>: the main job on the embedded data, end to end, and a page on what came out.</summary>
/// <param name="runs">Does the runs; false when they were stopped.</param>
internal sealed class DemoVerb(Func<IRunLog, CancellationToken, bool> runs) : Verb
{
    private readonly Option<string> _progress = ProgressDisplay.CreateOption();

    /// <inheritdoc />
    public override string Name => "demo";

    /// <inheritdoc />
    public override string Summary => "pre-train, fine-tune, judge and predict on embedded data, in a few minutes";

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples => ["./cistron demo"];

    /// <inheritdoc />
    public override string Usage => "[--progress auto|plain|none]";

    /// <inheritdoc />
    public override bool IsResumable => true;

    /// <inheritdoc />
    public override void Declare(Command command) => command.Add(_progress);

    /// <inheritdoc />
    public override ExitCode Run(ParseResult arguments, Terminal terminal, CancellationToken stop)
    {
        // Recipes and commands on the page name files of the checkout.
        Directory.SetCurrentDirectory(Checkout.Find());
        if (!terminal.Follow(arguments.GetValue(_progress)!, log => runs(log, stop)))
        {
            terminal.Output.WriteWhole("stopped with a checkpoint; ./cistron demo goes on from there");
            return ExitCode.Stopped;
        }
        var outcome = DemoOutcome.Read();
        var page = new DemoReport(outcome, RunEnvironment.On(Device.Best)).Page();
        string path = Path.GetFullPath($"{DemoArm.Runs}/report.html");
        AtomicFile.WriteText(path, page.ToHtml());
        terminal.Output.WriteLine();
        terminal.Output.WriteLine(page.Lead);
        terminal.Output.WriteLine();
        terminal.Output.WriteWhole($"report: {path}");
        return ExitCode.Done;
    }

    /// <inheritdoc />
    public override void Explain(IAnsiConsole console) => console.WriteLine(
        "It pre-trains a small language model on the E. coli genome, fine-tunes it and the same model from scratch on few labelled "
        + "gene starts with three seeds each, puts a k-mer baseline beside them, predicts on a FASTA file, and writes one page: "
        + "runs/demo/report.html. It works in the checkout that it was built in, and goes on where it was stopped.");
}
