namespace Cistron.Cli.Doctor;

/// <summary>A library that multiplies matrices.</summary>
/// <param name="Name">OpenBLAS, MKL, BLIS, ATLAS or reference BLAS.</param>
/// <param name="Threading">openmp, pthread or serial; null when it is not known.</param>
/// <param name="File">The file that was found first.</param>
/// <param name="Core">The processor whose kernels it runs; null when it does not tell.</param>
internal sealed record BlasLibrary(string Name, string? Threading, string File, string? Core = null)
{
    /// <summary>The BLAS in a library file, or null when it is another library.</summary>
    /// <param name="file">The file.</param>
    /// <param name="ask">Asks the OpenBLAS in a file about itself.</param>
    public static BlasLibrary? In(string file, Func<string, OpenBlas?> ask)
    {
        string name = Path.GetFileName(file);
        if (file.Contains("openblas", StringComparison.OrdinalIgnoreCase))
        {
            OpenBlas? told = ask(file);
            return new BlasLibrary("OpenBLAS", FolderThreading(file) ?? told?.Threading, file, told?.Core);
        }
        if (name.StartsWith("libmkl_", StringComparison.Ordinal))
            return new BlasLibrary("MKL", null, file);
        if (file.Contains("blis", StringComparison.Ordinal))
            return new BlasLibrary("BLIS", FolderThreading(file), file);
        if (file.Contains("/atlas/", StringComparison.Ordinal))
            return new BlasLibrary("ATLAS", null, file);
        return name.StartsWith("libblas.so", StringComparison.Ordinal) ? new BlasLibrary("reference BLAS", "serial", file) : null;
    }

    /// <summary>The name for people: <c>OpenBLAS (openmp)</c>.</summary>
    public override string ToString() => Threading is null ? Name : $"{Name} ({Threading})";

    // Debian and Ubuntu keep each build in a folder of its own, such as openblas-pthread.
    private static string? FolderThreading(string file) =>
        new[] { "openmp", "pthread", "serial" }
            .FirstOrDefault(threading => file.Contains($"-{threading}/", StringComparison.Ordinal));
}
