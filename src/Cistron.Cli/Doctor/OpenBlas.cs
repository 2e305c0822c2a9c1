using System.Runtime.InteropServices;

namespace Cistron.Cli.Doctor;

/// <summary>Asks an OpenBLAS in this process about itself.</summary>
internal static class OpenBlas
{
    /// <summary>How it threads, by its own function <c>openblas_get_parallel</c>; null when it has none.</summary>
    public static string? Threading(string file)
    {
        if (!NativeLibrary.TryLoad(file, out nint library) ||
            !NativeLibrary.TryGetExport(library, "openblas_get_parallel", out nint function))
            return null;
        return Marshal.GetDelegateForFunctionPointer<GetParallel>(function)() switch
        {
            0 => "serial",
            1 => "pthread",
            2 => "openmp",
            _ => null,
        };
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int GetParallel();
}
