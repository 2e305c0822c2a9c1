using Cistron.Cli.Doctor;

namespace Cistron.Cli.Tests.Doctor;

public sealed class AdviceTests
{
    private static readonly Findings Sound = Machines.Sound;
    private static readonly EngineFindings Engine = Machines.Sound.Engine!;

    public static TheoryData<object, string, string> Faults => new()
    {
        { PthreadOpenBlas, "fight over the cores", "apt-get install libopenblas0-openmp" },
        { ReferenceBlas, "one thread only", "apt-get install libopenblas0-openmp" },
        { YoungProcessor, "does not know this processor", "export OPENBLAS_CORETYPE=SkylakeX" },
        { TwoOpenMps, "2 OpenMP runtimes", "unset LD_PRELOAD" },
        { IdleCore, "1 of 2 cores", "unset OMP_NUM_THREADS" },
        { CrowdedCores, "4 threads share 2 cores", "export OMP_NUM_THREADS=2" },
        { SlowThreads, "hardly faster", "./cistron doctor" },
        { FrayedHeap, "heap frays", "apt-get install libtcmalloc-minimal4" },
        { UnusedCard, "graphics card", "CISTRON_LIBTORCH" },
        { NoGloo, "no Gloo", "libtorch-dev" },
        { FullMemory, "little memory", "batch_size" },
    };

    [Fact]
    public void A_sound_machine_needs_none() => Assert.Empty(Sound.Advice);

    [Theory]
    [MemberData(nameof(Faults))]
    public void Each_fault_comes_with_what_mends_it(object machine, string problem, string remedy)
    {
        var found = (Findings)machine;

        Advice advice = Assert.Single(found.Advice);
        Assert.Contains(problem, advice.Problem);
        Assert.Contains(remedy, advice.Remedy);
        Assert.True(found.CanTrain);
    }

    [Fact]
    public void A_thread_on_a_cores_other_half_does_not_help()
    {
        Findings found = Sound with { Processor = Sound.Processor with { Allowed = 4, Cores = 2 } };

        Assert.Empty(found.Advice);
    }

    private static Findings PthreadOpenBlas => Sound with
    {
        Libraries = Sound.Libraries with { Blas = [new BlasLibrary("OpenBLAS", "pthread", "/usr/lib/libopenblas.so.0")] },
        Engine = Engine with { TwoThreads = new ThreadTrial(40, 40) },
    };

    private static Findings ReferenceBlas => Sound with
    {
        Libraries = Sound.Libraries with { Blas = [new BlasLibrary("reference BLAS", "serial", "/usr/lib/libblas.so.3")] },
    };

    private static Findings YoungProcessor => Sound with
    {
        Libraries = Sound.Libraries with { Blas = [new BlasLibrary("OpenBLAS", "openmp", "/usr/lib/libopenblas.so.0", "Prescott")] },
    };

    private static Findings TwoOpenMps => Sound with
    {
        Libraries = Sound.Libraries with { OpenMp = ["/usr/lib/libgomp.so.1", "/opt/torch/lib/libgomp-a34b3233.so.1"] },
    };

    private static Findings IdleCore => Sound with { OmpNumThreads = "1", Engine = Engine with { Threads = 1, TwoThreads = null } };

    private static Findings CrowdedCores => Sound with { OmpNumThreads = "4", Engine = Engine with { Threads = 4 } };

    private static Findings SlowThreads => Sound with { Engine = Engine with { TwoThreads = new ThreadTrial(40, 38) } };

    private static Findings FrayedHeap => Sound with { Libraries = Sound.Libraries with { Heap = null } };

    private static Findings UnusedCard => Sound with { GraphicsCards = ["NVIDIA A100, 81920 MiB"] };

    private static Findings NoGloo => Sound with { Engine = Engine with { HasGloo = false } };

    private static Findings FullMemory => Sound with { Memory = new Memory(16L << 30, 1L << 30) };
}
