using Cistron.Torch;

/// <summary>The tensors alive in this process, counted when none waits for its finalizer any more.</summary>
/// <remarks>
/// Tensors that an earlier test dropped without releasing them are freed whenever the collector likes: a count taken
/// before that, compared with one taken after, differs by them.
/// </remarks>
internal static class LiveTensors
{
    internal static long Settled()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return Tensor.LiveCount;
    }
}
