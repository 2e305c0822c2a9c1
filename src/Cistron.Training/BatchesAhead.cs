namespace Cistron.Training;

/// <summary>
/// The batches of each step, made on another thread while the engine computes the step before: windows are read, encoded and
/// masked without its waiting for them. That they are a function of the step alone is why nothing else changes.
/// </summary>
/// <param name="objective">Whose batches they are.</param>
/// <param name="end">The step that is not made any more.</param>
internal sealed class BatchesAhead(Objective objective, long end) : IDisposable
{
    private long _step = -1;
    private Task<IReadOnlyList<Batch>> _batches = Task.FromResult<IReadOnlyList<Batch>>([]);

    /// <summary>The batches of a step, at once where the step before was taken last; those of the next are begun.</summary>
    public IReadOnlyList<Batch> Take(long step)
    {
        Begin(step);
        var batches = _batches.GetAwaiter().GetResult();
        if (step + 1 < end)
            Begin(step + 1);
        return batches;
    }

    /// <summary>Waits for what was begun: it reads files that are closed afterwards. What it threw is of no step that was taken.</summary>
    public void Dispose() => ((IAsyncResult)_batches).AsyncWaitHandle.WaitOne();

    private void Begin(long step)
    {
        if (step == _step)
            return;
        (_step, _batches) = (step, Task.Run(() => objective.Batches(step)));
    }
}
