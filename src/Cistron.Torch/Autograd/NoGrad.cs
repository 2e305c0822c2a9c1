using Cistron.Torch.Native;

namespace Cistron.Torch.Autograd;

/// <summary>While it is open, operations on this thread are not recorded for a backward pass.</summary>
public readonly ref struct NoGrad
{
    private readonly int _previous;

    /// <summary>Turns recording off.</summary>
    public NoGrad() => _previous = NativeMethods.cistron_set_grad_mode(0);

    /// <summary>Puts recording back as it was.</summary>
    public void Dispose() => _ = NativeMethods.cistron_set_grad_mode(_previous);
}
