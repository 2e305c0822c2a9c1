using System.Diagnostics;
using System.Runtime.InteropServices;
using Cistron.Torch.Native;

namespace Cistron.Torch;

/// <summary>
/// A multi-dimensional array that LibTorch holds, on the processor or a CUDA device.
/// </summary>
/// <remarks>
/// Lifetime: a tensor made while a <see cref="TensorScope"/> is open on this thread is released when that scope ends,
/// unless it is kept. Outside of scopes, dispose it or leave it to the finalizer. Use tensors from one thread at a time:
/// gradient mode, autocast and scopes belong to the thread.
/// </remarks>
[DebuggerDisplay("{DType} {string.Join('×', Shape),nq} on {Device}")]
public sealed unsafe partial class Tensor : IDisposable
{
    private static long s_live;

    private nint _handle;

    internal Tensor(nint handle)
    {
        _handle = handle;
        Interlocked.Increment(ref s_live);
        TensorScope.Current?.Adopt(this);
    }

    /// <summary>The net under scopes and <see cref="Dispose"/>.</summary>
    ~Tensor() => Release();

    /// <summary>How many tensors are alive in this process. A training step leaves it as it found it.</summary>
    public static long LiveCount => Interlocked.Read(ref s_live);

    /// <summary>The scope that will release this tensor; null when none will.</summary>
    internal TensorScope? Scope { get; set; }

    internal nint Handle
    {
        get
        {
            ObjectDisposedException.ThrowIf(_handle == 0, this);
            return _handle;
        }
    }

    /// <summary>Gives the tensor's reference back at once.</summary>
    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    /// <summary>Takes the tensor out of its scope: it then lives until it is disposed or collected.</summary>
    /// <returns>This tensor.</returns>
    public Tensor LeaveScope()
    {
        Scope = null;
        return this;
    }

    private void Release()
    {
        nint handle = Interlocked.Exchange(ref _handle, 0);
        if (handle == 0)
            return;
        Interlocked.Decrement(ref s_live);
        NativeMethods.cistron_tensor_release(handle);
    }

    private TensorInfo Info
    {
        get
        {
            TensorInfo info;
            NativeMethods.Check(NativeMethods.cistron_tensor_info_of(Handle, &info));
            GC.KeepAlive(this);
            return info;
        }
    }

    /// <summary>The length of every dimension.</summary>
    public long[] Shape
    {
        get
        {
            var info = Info;
            long[] shape = new ReadOnlySpan<long>(info.Sizes, info.Dimensions).ToArray();
            GC.KeepAlive(this);
            return shape;
        }
    }

    /// <summary>The length of one dimension; negative numbers count from the last.</summary>
    public long Size(int dimension)
    {
        long[] shape = Shape;
        return shape[dimension < 0 ? shape.Length + dimension : dimension];
    }

    /// <summary>The type of the elements.</summary>
    public DType DType => Info.DType;

    /// <summary>Where the tensor lives.</summary>
    public Device Device => Info is { DeviceType: 1 } info ? Device.Cuda(info.DeviceIndex) : Device.Cpu;

    /// <summary>The number of elements.</summary>
    public long Elements => Info.Elements;

    /// <summary>Bytes of all elements.</summary>
    public long Bytes => Info is var info ? info.Elements * info.DType.Size() : 0;

    /// <summary>The shape, the type and the values as LibTorch prints them.</summary>
    public override string ToString()
    {
        nint text = NativeMethods.Check(NativeMethods.cistron_tensor_to_string(Handle));
        GC.KeepAlive(this);
        return Marshal.PtrToStringUTF8(text) ?? "";
    }
}
