using System.Diagnostics;
using Cistron.Runs.Folders;
using Cistron.Training.Verbs;

namespace Cistron.Training.Sweeps;

/// <summary>
/// Runs each cell as a command of its own, with its share of the threads. The end of its standard input asks a command
/// to stop, so that it also stops when this process is killed.
/// </summary>
/// <param name="verb">The verb.</param>
/// <param name="tool">The words that start the tool.</param>
/// <param name="atOnce">How many may run at once.</param>
/// <param name="threads">Threads that they share.</param>
internal sealed class CellsInProcesses(SweptVerb verb, IReadOnlyList<string> tool, int atOnce, int threads) : ICellRunner
{
    private const int StoppedCode = 85;
    private const string Warning = "warning: ";
    private const string Fault = "cistron: ";

    /// <inheritdoc />
    public int AtOnce => atOnce;

    /// <inheritdoc />
    public async Task<CellEnd> Run(RunPaths cell, CancellationToken stop)
    {
        using Process process = Process.Start(Command(cell))!;
        using CancellationTokenRegistration asking = stop.Register(process.StandardInput.Close);
        Task<string> results = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        string messages = await process.StandardError.ReadToEndAsync(CancellationToken.None).ConfigureAwait(false);
        await results.ConfigureAwait(false);
        await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        return End(cell, process.ExitCode, messages);
    }

    private static CellEnd End(RunPaths cell, int code, string messages)
    {
        string[] lines = messages.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string sentence = lines.LastOrDefault(line => line.StartsWith(Fault, StringComparison.Ordinal))?[Fault.Length..]
            ?? $"its process ended with code {code}";
        CellEnd end = code switch
        {
            0 => new CellEnd(CellState.Finished),
            StoppedCode => new CellEnd(CellState.Pending),
            _ => CellEnd.Failed(cell, sentence, $"{messages}exit code {code}"),
        };
        return end with
        {
            Warnings = [.. lines.Where(line => line.StartsWith(Warning, StringComparison.Ordinal)).Select(line => line[Warning.Length..])],
        };
    }

    private ProcessStartInfo Command(RunPaths cell)
    {
        var start = new ProcessStartInfo(tool[0], [.. tool.Skip(1), verb.Name, cell.Recipe, "--json", "--progress", "none"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["OMP_NUM_THREADS"] = $"{Math.Max(1, threads / atOnce)}";
        start.Environment[Sweeping.StopsWithInput] = "1";
        return start;
    }
}
