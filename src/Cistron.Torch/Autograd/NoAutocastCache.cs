using Cistron.Torch.Native;

namespace Cistron.Torch.Autograd;

/// <summary>
/// While it is open, <see cref="Autocast"/> on this thread keeps no casts of weights. One made while nothing is recorded would
/// serve later operations too, and cut the weight off from its gradient.
/// </summary>
internal readonly ref struct NoAutocastCache
{
    private readonly int _previous;

    public NoAutocastCache() => _previous = NativeMethods.cistron_autocast_set_cache(0);

    public void Dispose() => _ = NativeMethods.cistron_autocast_set_cache(_previous);
}
