using Cistron.Torch.Native;

namespace Cistron.Torch;

/// <summary>LibTorch's default random generators, which initial weights and dropout are drawn from.</summary>
public static class TorchRandom
{
    /// <summary>Seeds the generators of every device.</summary>
    public static void Seed(ulong seed) => NativeMethods.Check(NativeMethods.cistron_seed_all(seed));

    /// <summary>The whole state of a device's generator, as a byte tensor.</summary>
    public static Tensor State(Device device) =>
        new(NativeMethods.Check(NativeMethods.cistron_generator_state(device.Type, device.Index)));

    /// <summary>Restores a state taken with <see cref="State"/>: the same draws follow, bit for bit.</summary>
    public static void Restore(Device device, Tensor state)
    {
        NativeMethods.Check(NativeMethods.cistron_set_generator_state(device.Type, device.Index, state.Handle));
        GC.KeepAlive(state);
    }
}
