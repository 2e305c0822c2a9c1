using Cistron.Runs.Folders;
using Cistron.Training.Verbs;

namespace Cistron.Training.Sweeps;

/// <summary>Where cells run: in this process, or each in its own.</summary>
internal interface ICellRunner
{
    /// <summary>How many may run at once.</summary>
    int AtOnce { get; }

    /// <summary>Runs the recipe that lies in a cell's folder; no fault of the cell leaves this method.</summary>
    /// <param name="cell">The cell's run folder.</param>
    /// <param name="stop">Asks to stop with a checkpoint.</param>
    Task<CellEnd> Run(RunPaths cell, CancellationToken stop);
}

/// <summary>How the attempt at a cell ended.</summary>
/// <param name="State">Pending when it was stopped.</param>
/// <param name="Failure">Why it failed, in a sentence; null when it did not.</param>
internal sealed record CellEnd(CellState State, string? Failure = null)
{
    private const int MostCharacters = 500;

    /// <summary>What a cell of another process warned of; here it is told at once.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Keeps all that is known of a failure in the cell's folder, and its first line here.</summary>
    public static CellEnd Failed(RunPaths cell, string sentence, string details)
    {
        AtomicFile.WriteText(FailureFile(cell), $"{details.TrimEnd()}\n");
        string line = sentence.Split('\n')[0].Trim();
        return new CellEnd(CellState.Failed, line.Length <= MostCharacters ? line : $"{line[..MostCharacters]}…");
    }

    /// <summary>Where the failure of a cell is kept until it is tried again.</summary>
    public static string FailureFile(RunPaths cell) => Path.Combine(cell.Root, "failure.txt");
}
