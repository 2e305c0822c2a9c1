using Cistron.Cli.Doctor;

namespace Cistron.Cli.Tests.Doctor;

/// <summary>Machines that need no mending, and one whose LibTorch is missing.</summary>
internal static class Machines
{
    public static Findings Sound { get; } = new()
    {
        Cistron = "0.1.0",
        Runtime = ".NET 10.0.0",
        OperatingSystem = "Debian GNU/Linux 13",
        Engine = new EngineFindings("2.6.0", "/usr/lib/libtorch_cpu.so", 2, 0, true, false, new ThreadTrial(40, 21), new PrecisionTrial(20, 11)),
        Libraries = new MappedLibraries(
            "/opt/libcistron_native.so",
            [new BlasLibrary("OpenBLAS", "openmp", "/usr/lib/openblas-openmp/libblas.so.3", "SkylakeX")],
            ["/usr/lib/libgomp.so.1"],
            "/usr/lib/libtcmalloc_minimal.so.4"),
        Processor = new Processor("AMD EPYC", 2, 2, ["avx2", "avx512f", "avx512_bf16"]),
        OmpNumThreads = "2",
        GraphicsCards = [],
        Memory = new Memory(16L << 30, 12L << 30),
    };

    public static Findings WithoutEngine { get; } = Sound with
    {
        Engine = null,
        EngineFault = "libcistron_native.so was not found",
        Libraries = new MappedLibraries(null, [], [], null),
    };
}
