using System.Runtime.InteropServices;

namespace Cistron.Cli.Doctor;

/// <summary>What an OpenBLAS in this process says of itself.</summary>
/// <param name="Threading">openmp, pthread or serial; null when it does not tell.</param>
/// <param name="Core">The processor whose kernels it runs, such as <c>SkylakeX</c>; null when it does not tell.</param>
internal sealed record OpenBlas(string? Threading, string? Core)
{
    /// <summary>Asks the library in a file; null where there is none.</summary>
    public static OpenBlas? In(string file) => NativeLibrary.TryLoad(file, out nint library)
        ? new OpenBlas(ThreadingOf(library), CoreOf(library))
        : null;

    private static string? ThreadingOf(nint library) => NativeLibrary.TryGetExport(library, "openblas_get_parallel", out nint function)
        ? Marshal.GetDelegateForFunctionPointer<GetParallel>(function)() switch
        {
            0 => "serial",
            1 => "pthread",
            2 => "openmp",
            _ => null,
        }
        : null;

    private static string? CoreOf(nint library) => NativeLibrary.TryGetExport(library, "openblas_get_corename", out nint function)
        ? Marshal.PtrToStringUTF8(Marshal.GetDelegateForFunctionPointer<GetCoreName>(function)())
        : null;

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int GetParallel();

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate nint GetCoreName();
}
