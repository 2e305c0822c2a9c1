using System.Reflection;
using System.Runtime.InteropServices;

namespace Cistron.Torch.Native;

/// <summary>
/// Finds the shim: at <c>CISTRON_NATIVE</c>, beside the program, or in <c>artifacts/native/current</c> of the checkout
/// that the program was built in.
/// </summary>
internal static class NativeLibraryLocator
{
    private const string FileName = "libcistron_native.so";

    private static nint s_shim;

    /// <summary>
    /// Loads the shim when the first function is called, and not in a static constructor: a failure then reaches the
    /// caller as it is, and a later call tries again.
    /// </summary>
    public static nint Load(string libraryName, Assembly assembly, DllImportSearchPath? searchPath)
    {
        if (libraryName != NativeMethods.Library)
            return 0;
        if (s_shim == 0)
        {
            s_shim = LoadShim();
            NativeMethods.cistron_tune_allocator();
        }
        return s_shim;
    }

    private static nint LoadShim()
    {
        if (Find() is not { } file)
            throw new TorchException($"{FileName}, the bridge to LibTorch, was not found; run eng/bootstrap.sh to " +
                                     "build it, or name it in CISTRON_NATIVE", TorchErrorKind.NotLoaded);
        try
        {
            return NativeLibrary.Load(file);
        }
        catch (DllNotFoundException e)
        {
            // The runtime's own advice comes first, the loader's reason last.
            string reason = e.Message.Trim().Split('\n')[^1];
            throw new TorchException($"{file} could not be loaded ({reason}); LibTorch was moved or removed since it " +
                                     "was built: run eng/bootstrap.sh again", TorchErrorKind.NotLoaded);
        }
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("CISTRON_NATIVE") is { Length: > 0 } named)
            return named;
        string beside = Path.Combine(AppContext.BaseDirectory, FileName);
        if (File.Exists(beside))
            return beside;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string built = Path.Combine(folder.FullName, "artifacts", "native", "current", FileName);
            if (File.Exists(built))
                return built;
        }
        return null;
    }
}
