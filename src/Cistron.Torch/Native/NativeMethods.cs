using System.Runtime.InteropServices;

namespace Cistron.Torch.Native;

/// <summary>Mirrors <c>cistron_tensor_info</c> of native/cistron.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct TensorInfo
{
    public DType DType;
    public int DeviceType;
    public int DeviceIndex;
    public int Dimensions;
    public long Elements;
    public long* Sizes;
    public void* Data;
    public int RequiresGrad;
    public int IsContiguous;
}

/// <summary>The functions of native/cistron.h, under their own names.</summary>
internal static unsafe partial class NativeMethods
{
    public const string Library = "cistron_native";

    static NativeMethods() =>
        NativeLibrary.SetDllImportResolver(typeof(NativeMethods).Assembly, NativeLibraryLocator.Load);

    /// <summary>Throws this thread's last error when a function returned its mark of failure.</summary>
    public static int Check(int result) => result < 0 ? throw LastError() : result;

    /// <inheritdoc cref="Check(int)"/>
    public static nint Check(nint result) => result == 0 ? throw LastError() : result;

    public static TorchException LastError()
    {
        int kind;
        nint message = cistron_last_error(&kind);
        return new TorchException(Marshal.PtrToStringUTF8(message) ?? "", (TorchErrorKind)kind);
    }

    [LibraryImport(Library)]
    private static partial nint cistron_last_error(int* kind);

    [LibraryImport(Library)]
    public static partial void cistron_fail(int kind, byte* message);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint cistron_operator_find(string name, string overload);

    [LibraryImport(Library)]
    public static partial nint cistron_operator_schema(nint op);

    [LibraryImport(Library)]
    public static partial int cistron_operator_call(nint op, Value* arguments, int count, Value* results, int capacity);

    [LibraryImport(Library)]
    public static partial void cistron_free(nint memory);

    [LibraryImport(Library)]
    public static partial nint cistron_tensor_from_memory(void* data, long* sizes, int dimensions, DType dtype);

    [LibraryImport(Library)]
    public static partial int cistron_tensor_info_of(nint tensor, TensorInfo* info);

    [LibraryImport(Library)]
    public static partial int cistron_tensor_copy_out(nint tensor, void* destination, long bytes);

    [LibraryImport(Library)]
    public static partial nint cistron_tensor_to_string(nint tensor);

    [LibraryImport(Library)]
    public static partial nint cistron_tensor_share(nint tensor);

    [LibraryImport(Library)]
    public static partial void cistron_tensor_release(nint tensor);

    [LibraryImport(Library)]
    public static partial int cistron_set_requires_grad(nint tensor, int on);

    [LibraryImport(Library)]
    public static partial nint cistron_grad(nint tensor);

    [LibraryImport(Library)]
    public static partial int cistron_set_grad(nint tensor, nint gradient);

    [LibraryImport(Library)]
    public static partial int cistron_backward(nint root, nint gradient);

    [LibraryImport(Library)]
    public static partial int cistron_set_grad_mode(int on);

    [LibraryImport(Library)]
    public static partial int cistron_autocast_enter(int deviceType, int on, DType dtype, int* previousOn,
        DType* previousDtype);

    [LibraryImport(Library)]
    public static partial int cistron_autocast_exit(int deviceType, int previousOn, DType previousDtype);

    [LibraryImport(Library)]
    public static partial int cistron_autocast_dtype(int deviceType);

    [LibraryImport(Library)]
    public static partial int cistron_autocast_set_cache(int on);

    [LibraryImport(Library)]
    public static partial nint cistron_recomputed(nint output, nint* sources, int count, int inputs,
        delegate* unmanaged[Cdecl]<nint, nint*, int, nint> forward, delegate* unmanaged[Cdecl]<nint, void> release, nint state);

    [LibraryImport(Library)]
    public static partial int cistron_seed_all(ulong seed);

    [LibraryImport(Library)]
    public static partial nint cistron_generator_state(int deviceType, int deviceIndex);

    [LibraryImport(Library)]
    public static partial int cistron_set_generator_state(int deviceType, int deviceIndex, nint state);

    [LibraryImport(Library)]
    public static partial nint cistron_torch_version();

    [LibraryImport(Library)]
    public static partial nint cistron_torch_file();

    [LibraryImport(Library)]
    public static partial int cistron_cuda_device_count();

    [LibraryImport(Library)]
    public static partial int cistron_has_gloo();

    [LibraryImport(Library)]
    public static partial int cistron_has_nccl();

    [LibraryImport(Library)]
    public static partial void cistron_set_threads(int threads);

    [LibraryImport(Library)]
    public static partial int cistron_threads();

    [LibraryImport(Library)]
    public static partial void cistron_tune_allocator();
}
