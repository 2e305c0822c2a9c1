using Cistron.Torch.Native;

namespace Cistron.Torch.Autograd;

/// <summary>
/// While it is open, matrix products on this thread run in a lower precision and what needs it stays in float32
/// (Micikevicius et al., "Mixed precision training", 2018). Parameters remain float32.
/// </summary>
public readonly unsafe ref struct Autocast
{
    private readonly Device _device;
    private readonly int _previousOn;
    private readonly DType _previousDtype;

    /// <summary>Opens a region on one kind of device.</summary>
    /// <param name="device">Where the model lives.</param>
    /// <param name="dtype"><see cref="DType.Float32"/> turns autocast off; BFloat16 works on both kinds of device,
    /// Float16 on CUDA.</param>
    public Autocast(Device device, DType dtype)
    {
        int previousOn;
        DType previousDtype;
        bool on = dtype != DType.Float32;
        // The low-precision type has to be a low-precision one even while autocast is off.
        NativeMethods.Check(NativeMethods.cistron_autocast_enter(device.Type, on ? 1 : 0, on ? dtype : DType.BFloat16,
            &previousOn, &previousDtype));
        (_device, _previousOn, _previousDtype) = (device, previousOn, previousDtype);
    }

    /// <summary>Puts autocast back as it was.</summary>
    public void Dispose() =>
        NativeMethods.Check(NativeMethods.cistron_autocast_exit(_device.Type, _previousOn, _previousDtype));
}
