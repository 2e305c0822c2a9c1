using System.Runtime.InteropServices;
using Cistron.Torch.Native;

namespace Cistron.Torch;

/// <summary>The LibTorch that was loaded and what it can do.</summary>
public static class TorchRuntime
{
    /// <summary>LibTorch's version, such as <c>1.13.1</c>.</summary>
    public static string Version => Marshal.PtrToStringUTF8(NativeMethods.cistron_torch_version()) ?? "";

    /// <summary>The file that LibTorch's CPU library was loaded from.</summary>
    public static string LibraryFile => Marshal.PtrToStringUTF8(NativeMethods.cistron_torch_file()) ?? "";

    /// <summary>How many CUDA devices LibTorch can use; 0 for a CPU build.</summary>
    public static int CudaDeviceCount => NativeMethods.cistron_cuda_device_count();

    /// <summary>Whether this LibTorch has Gloo, for data-parallel training over processors.</summary>
    public static bool HasGloo => NativeMethods.cistron_has_gloo() != 0;

    /// <summary>Whether this LibTorch has NCCL, for data-parallel training over CUDA devices.</summary>
    public static bool HasNccl => NativeMethods.cistron_has_nccl() != 0;

    /// <summary>
    /// Threads that one operator may use; at start OMP_NUM_THREADS or the number of cores. Set it before the first
    /// operator runs.
    /// </summary>
    public static int Threads
    {
        get => NativeMethods.cistron_threads();
        set => NativeMethods.cistron_set_threads(value);
    }
}
