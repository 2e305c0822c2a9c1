using Cistron.Cli.Doctor;

namespace Cistron.Cli.Tests.Doctor;

public sealed class MachineFilesTests
{
    [Fact]
    public void Libraries_are_found_in_the_memory_map_once_each()
    {
        const string maps = """
            7f0000000000-7f0000001000 r--p 00000000 08:01 11   /usr/lib/x86_64-linux-gnu/libgomp.so.1.0.0
            7f0000001000-7f0000002000 r-xp 00001000 08:01 11   /usr/lib/x86_64-linux-gnu/libgomp.so.1.0.0
            7f0000002000-7f0000003000 r-xp 00000000 08:01 12   /usr/lib/openblas-pthread/libblas.so.3
            7f0000003000-7f0000004000 r-xp 00000000 08:01 13   /usr/lib/openblas-pthread/libopenblasp-r0.3.29.so (deleted)
            7f0000004000-7f0000005000 r-xp 00000000 08:01 14   /home/a b/libcistron_native.so
            7f0000005000-7f0000006000 r-xp 00000000 08:01 15   /opt/intel/libiomp5.so
            7f0000006000-7f0000007000 r-xp 00000000 08:01 16   /usr/lib/x86_64-linux-gnu/libtcmalloc_minimal.so.4.5.9
            7ffc00000000-7ffc00001000 rw-p 00000000 00:00 0    [stack]
            """;

        MappedLibraries libraries = MappedLibraries.In(maps, _ => null);

        Assert.Equal("/home/a b/libcistron_native.so", libraries.Shim);
        Assert.Equal(["OpenBLAS (pthread)"], libraries.Blas.Select(blas => blas.ToString()));
        Assert.Equal(["/opt/intel/libiomp5.so", "/usr/lib/x86_64-linux-gnu/libgomp.so.1.0.0"], libraries.OpenMp);
        Assert.Equal("/usr/lib/x86_64-linux-gnu/libtcmalloc_minimal.so.4.5.9", libraries.Heap);
    }

    [Theory]
    [InlineData("/opt/conda/lib/libopenblasp-r0.3.27.so", "OpenBLAS (openmp)")]
    [InlineData("/opt/conda/lib/libmkl_core.so.2", "MKL")]
    [InlineData("/usr/lib/blis-openmp/libblas.so.3", "BLIS (openmp)")]
    [InlineData("/usr/lib/blas/libblas.so.3.12.0", "reference BLAS (serial)")]
    [InlineData("/usr/lib/libtorch_cpu.so", null)]
    public void A_blas_is_known_by_its_file(string file, string? expected) =>
        Assert.Equal(expected, BlasLibrary.In(file, _ => new OpenBlas("openmp", "Zen"))?.ToString());

    [Fact]
    public void The_processors_cores_and_features_are_read()
    {
        const string cpuInfo = """
            processor	: 0
            model name	: Intel(R) Xeon(R)
            physical id	: 0
            core id		: 0
            flags		: fpu avx avx2 avx512f

            processor	: 1
            model name	: Intel(R) Xeon(R)
            physical id	: 0
            core id		: 0
            flags		: fpu avx avx2 avx512f
            """;

        Processor processor = Processor.In(cpuInfo, allowed: 2);

        Assert.Equal("Intel(R) Xeon(R)", processor.Model);
        Assert.Equal(1, processor.Cores);
        Assert.Equal(1, processor.UsefulThreads);
        Assert.Equal(["avx2", "avx512f"], processor.Features);
        Assert.False(processor.HasBf16);
    }

    [Fact]
    public void A_processor_that_tells_nothing_is_taken_as_it_is_allowed()
    {
        Processor processor = Processor.In("", allowed: 3);

        Assert.Equal("unknown", processor.Model);
        Assert.Equal(3, processor.UsefulThreads);
    }

    [Theory]
    [InlineData("max\n", 8192 * 1024L, 4096 * 1024L)]
    [InlineData("", 8192 * 1024L, 4096 * 1024L)]
    [InlineData("1048576\n", 1048576, 1048576)]
    public void Memory_is_what_the_process_may_use(string limit, long total, long available) =>
        Assert.Equal(new Memory(total, available), Memory.In("MemTotal:  8192 kB\nMemAvailable:   4096 kB\n", limit));
}
