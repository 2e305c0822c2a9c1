using Cistron.Runs.Folders;
using Cistron.Training.Verbs;

namespace Cistron.Training.Sweeps;

/// <summary>Runs cells in this process, one after the other; each tells its own progress.</summary>
internal sealed class CellsHere(SweptVerb verb, IRunLog log) : ICellRunner
{
    /// <inheritdoc />
    public int AtOnce => 1;

    /// <inheritdoc />
    public Task<CellEnd> Run(RunPaths cell, CancellationToken stop)
    {
        try
        {
            return Task.FromResult(new CellEnd(verb.Run(cell, log, stop) ? CellState.Finished : CellState.Pending));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return Task.FromResult(new CellEnd(CellState.Pending));
        }
        catch (Exception e)
        {
            // Whatever went wrong went wrong in this cell, and the others are still worth having.
            return Task.FromResult(CellEnd.Failed(cell, e.Message, $"{e}"));
        }
    }
}
