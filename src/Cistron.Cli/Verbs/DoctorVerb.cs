using System.CommandLine;
using System.Text.Json;
using Cistron.Cli.Doctor;
using Cistron.Runs.Folders;
using Spectre.Console;

namespace Cistron.Cli.Verbs;

/// <summary><c>doctor</c>: what was found on this machine, and what mends what is missing.</summary>
/// <param name="examine">Looks at the machine.</param>
internal sealed class DoctorVerb(Func<Findings> examine) : Verb
{
    private readonly Option<bool> _json = JsonOption();

    /// <inheritdoc />
    public override string Name => "doctor";

    /// <inheritdoc />
    public override string Summary => "show what this machine has, and what mends what is missing or slow";

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples => ["./cistron doctor", "./cistron doctor --json"];

    /// <inheritdoc />
    public override string Usage => "[--json]";

    /// <inheritdoc />
    public override void Declare(Command command) => command.Add(_json);

    /// <inheritdoc />
    public override ExitCode Run(ParseResult arguments, Terminal terminal, CancellationToken stop)
    {
        Findings found = examine();
        if (arguments.GetValue(_json))
            terminal.Output.WriteWhole(JsonSerializer.Serialize(found, JsonFile.Options));
        else
            DoctorScreen.Write(found, terminal.Output);
        return found.CanTrain ? ExitCode.Done : ExitCode.Failed;
    }

    /// <inheritdoc />
    public override void Explain(IAnsiConsole console) => console.WriteLine(
        "It loads LibTorch, multiplies matrices for a moment, and reads what the system tells. It ends with 0 when models can "
        + "be trained here, with 1 otherwise.");
}
