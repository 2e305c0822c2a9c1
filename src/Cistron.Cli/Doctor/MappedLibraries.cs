namespace Cistron.Cli.Doctor;

/// <summary>The libraries in this process that decide how fast matrices are multiplied, and in how much memory.</summary>
/// <param name="Shim">The file of the bridge to LibTorch; null when it is not loaded.</param>
/// <param name="Blas">Every BLAS; none when it is built into LibTorch, as in the official x86 builds.</param>
/// <param name="OpenMp">The file of every OpenMP runtime. Each has its own threads, so there should be one.</param>
/// <param name="Heap">The file of the heap that stands in for the C library's; null where none does.</param>
internal sealed record MappedLibraries(string? Shim, IReadOnlyList<BlasLibrary> Blas, IReadOnlyList<string> OpenMp, string? Heap)
{
    private static readonly string[] OpenMpNames = ["libgomp", "libiomp", "libomp"], HeapNames = ["libtcmalloc", "libjemalloc", "libmimalloc"];

    /// <summary>Reads the libraries from a memory map.</summary>
    /// <param name="maps">The text of <c>/proc/self/maps</c>.</param>
    /// <param name="ask">Asks the OpenBLAS in a file about itself.</param>
    public static MappedLibraries In(string maps, Func<string, OpenBlas?> ask)
    {
        string[] files = [.. maps.Split('\n').Select(FileOf).Where(IsLibrary).Distinct().Order(StringComparer.Ordinal)];
        return new MappedLibraries(
            files.FirstOrDefault(file => Path.GetFileName(file) == "libcistron_native.so"),
            // One BLAS may lie in several files.
            [.. files.Select(file => BlasLibrary.In(file, ask)).OfType<BlasLibrary>()
                .DistinctBy(library => (library.Name, library.Threading))],
            [.. files.Where(file => OpenMpNames.Any(Path.GetFileName(file).StartsWith))],
            files.FirstOrDefault(file => HeapNames.Any(Path.GetFileName(file).StartsWith)));
    }

    private static string FileOf(string line)
    {
        int start = line.IndexOf('/', StringComparison.Ordinal);
        return start < 0 ? "" : line[start..].Replace(" (deleted)", "", StringComparison.Ordinal);
    }

    private static bool IsLibrary(string file) => Path.GetFileName(file).Contains(".so", StringComparison.Ordinal);
}
