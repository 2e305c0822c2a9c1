using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Cistron.Torch.Native;

namespace Cistron.Torch.Autograd;

/// <summary>
/// A segment of a forward pass of which only the inputs are kept: what is inside it is computed again when the backward pass
/// comes to it, for one more forward pass of time (Chen et al. 2016, "Training Deep Nets with Sublinear Memory Cost").
/// Results and gradients are those of the same operations without it, bit for bit on the processor: dropout draws the same
/// again, and autocast is as it was.
/// </summary>
public sealed unsafe class Recomputed
{
    private readonly Func<Tensor[], Tensor> _segment;
    private readonly Device _device;
    private readonly DType _autocast;
    private readonly GeneratorStates _draws;

    private Recomputed(Func<Tensor[], Tensor> segment, Device device)
    {
        (_segment, _device) = (segment, device);
        _autocast = (DType)NativeMethods.Check(NativeMethods.cistron_autocast_dtype(device.Type));
        _draws = GeneratorStates.Of(device);
    }

    /// <summary>The segment's result. One backward pass can go through it.</summary>
    /// <param name="segment">
    /// What to compute. It is called again after the scopes around this call have ended: of their tensors it may read only
    /// those that it is given. It changes nothing but the generators, and does the same both times.
    /// </param>
    /// <param name="inputs">Its arguments, on one device, of which there is at least one.</param>
    /// <param name="parameters">What else it computes with that may want a gradient.</param>
    /// <exception cref="TorchException">
    /// Later, from <see cref="Tensor.Backward"/>: with the message of whatever the segment threw when it was called again.
    /// </exception>
    public static Tensor Forward(Func<Tensor[], Tensor> segment, Tensor[] inputs, IEnumerable<Tensor> parameters)
    {
        using var scope = new TensorScope();
        var recomputed = new Recomputed(segment, inputs[0].Device);
        Tensor[] sources = [.. inputs, .. parameters];
        Tensor output;
        using (new NoGrad())
        using (new NoAutocastCache())
            output = segment(inputs);

        recomputed._draws.LeaveScope();
        nint result;
        nint[] handles = [.. sources.Select(source => source.Handle)];
        fixed (nint* first = handles)
            result = NativeMethods.Check(NativeMethods.cistron_recomputed(output.Handle, first, handles.Length, inputs.Length,
                &Again, &Release, GCHandle.ToIntPtr(GCHandle.Alloc(recomputed))));
        GC.KeepAlive(output);
        GC.KeepAlive(sources);
        return scope.Keep(new Tensor(result));
    }

    private nint Again(Tensor[] inputs)
    {
        using var now = GeneratorStates.Of(_device);
        try
        {
            _draws.Restore();
            using var autocast = new Autocast(_device, _autocast);
            using var noCache = new NoAutocastCache();
            Tensor output = _segment(inputs);
            nint handle = NativeMethods.Check(NativeMethods.cistron_tensor_share(output.Handle));
            GC.KeepAlive(output);
            return handle;
        }
        finally
        {
            now.Restore();
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nint Again(nint state, nint* inputs, int count)
    {
        try
        {
            using var scope = new TensorScope();
            Tensor[] taken = new Tensor[count];
            for (int i = 0; i < count; i++)
                taken[i] = new Tensor(inputs[i]);
            return ((Recomputed)GCHandle.FromIntPtr(state).Target!).Again(taken);
        }
        // It must not unwind through C++: LibTorch carries its message to Tensor.Backward.
        catch (Exception e)
        {
            var kind = e is TorchException torch ? torch.Kind
                : e is OutOfMemoryException ? TorchErrorKind.OutOfMemory : TorchErrorKind.Other;
            fixed (byte* message = Encoding.UTF8.GetBytes(e.Message + '\0'))
                NativeMethods.cistron_fail((int)kind, message);
            return 0;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Release(nint state)
    {
        var handle = GCHandle.FromIntPtr(state);
        ((Recomputed)handle.Target!)._draws.Dispose();
        handle.Free();
    }

    /// <summary>
    /// Where random draws are on a device: seeds come from the processor's generator there too (native/kernels/dropout.cpp).
    /// </summary>
    private readonly record struct GeneratorStates(Device Device, Tensor OfProcessor, Tensor? OfDevice) : IDisposable
    {
        public static GeneratorStates Of(Device device) =>
            new(device, TorchRandom.State(Device.Cpu), device.IsCuda ? TorchRandom.State(device) : null);

        public void Restore()
        {
            TorchRandom.Restore(Device.Cpu, OfProcessor);
            if (OfDevice is not null)
                TorchRandom.Restore(Device, OfDevice);
        }

        public void LeaveScope()
        {
            OfProcessor.LeaveScope();
            OfDevice?.LeaveScope();
        }

        public void Dispose()
        {
            OfProcessor.Dispose();
            OfDevice?.Dispose();
        }
    }
}
