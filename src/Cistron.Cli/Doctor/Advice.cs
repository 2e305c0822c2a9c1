namespace Cistron.Cli.Doctor;

/// <summary>Something that is missing or slow, and what mends it.</summary>
/// <param name="Problem">What is the matter.</param>
/// <param name="Remedy">What to type or to do.</param>
internal sealed record Advice(string Problem, string Remedy)
{
    private const string OpenMpBlas = "apt-get install libopenblas0-openmp, and start through ./cistron, which puts it first "
        + "(LD_LIBRARY_PATH)";

    /// <summary>Below this neither two threads nor half the digits are worth their trouble; a sound machine reaches 1.8 with either.</summary>
    public const double WorthwhileRatio = 1.3;

    private const long LittleMemory = 2L << 30;

    /// <summary>What is to be said about a machine: what stops training first, then what slows it down.</summary>
    public static IEnumerable<Advice> On(Findings found)
    {
        if (found.Engine is { } engine)
        {
            Advice[] libraries = [.. OnLibraries(found.Libraries)];
            foreach (Advice advice in libraries.Concat(OnKernels(found)).Concat(OnThreads(engine, found)))
                yield return advice;
            if (libraries.Length == 0 && engine.TwoThreads is { Ratio: < WorthwhileRatio })
                yield return new Advice("two threads are hardly faster than one",
                    "run ./cistron doctor again when nothing else uses the cores; if it stays, export OMP_NUM_THREADS=1");
            if (found.Libraries.Heap is null)
                yield return new Advice("the C library's heap frays, and training takes up to twice the memory that it needs",
                    "apt-get install libtcmalloc-minimal4, and start through ./cistron, which puts it first (LD_PRELOAD)");
            if (engine.CudaDevices == 0 && found.GraphicsCards.Count > 0)
                yield return new Advice("there is a graphics card that this LibTorch cannot use",
                    "name a LibTorch with CUDA in CISTRON_LIBTORCH, such as .../site-packages/torch");
            if (!engine.HasGloo)
                yield return new Advice("this LibTorch has no Gloo, so processes cannot train together over processors",
                    "use Debian's libtorch-dev or an official LibTorch");
        }
        else
        {
            yield return new Advice($"LibTorch cannot be used: {found.EngineFault}",
                "start through ./cistron, which builds what is missing; where it may not install packages: "
                + "apt-get install --no-install-recommends g++ cmake make libtorch-dev libgloo-dev libopenblas0-openmp libtcmalloc-minimal4");
        }
        if (found.Memory is { Available: < LittleMemory })
            yield return new Advice("little memory is free", "end other programs, or give smaller training.batch_size and model");
    }

    private static IEnumerable<Advice> OnLibraries(MappedLibraries libraries)
    {
        if (libraries.Blas.Any(blas => blas.Threading == "pthread") && libraries.OpenMp.Count > 0)
            yield return new Advice(
                "OpenBLAS keeps threads of its own (pthread) beside OpenMP's, and the two fight over the cores", OpenMpBlas);
        if (libraries.Blas.Any(blas => blas.Threading == "serial"))
            yield return new Advice("this BLAS uses one thread only", OpenMpBlas);
        if (libraries.OpenMp.Count > 1)
            yield return new Advice($"{libraries.OpenMp.Count} OpenMP runtimes are loaded, each with threads of its own",
                "take LibTorch and BLAS from one source: unset LD_PRELOAD and LD_LIBRARY_PATH, or change CISTRON_LIBTORCH");
    }

    // OpenBLAS runs its oldest kernels on a processor that came out after it.
    private static IEnumerable<Advice> OnKernels(Findings found)
    {
        if (!found.Processor.Features.Contains("avx2") || found.Libraries.Blas.All(blas => blas.Core != "Prescott"))
            yield break;
        string better = found.Processor.Features.Contains("avx512f") ? "SkylakeX" : "Haswell";
        yield return new Advice("OpenBLAS does not know this processor and runs the kernels of one from 2004, several times as slow in fp32",
            $"start through ./cistron, which chooses better ones, or export OPENBLAS_CORETYPE={better}");
    }

    private static IEnumerable<Advice> OnThreads(EngineFindings engine, Findings found)
    {
        int useful = found.Processor.UsefulThreads;
        if (engine.Threads < useful)
            yield return new Advice($"{engine.Threads} of {useful} cores are used",
                found.OmpNumThreads is null ? $"export OMP_NUM_THREADS={useful}" : "unset OMP_NUM_THREADS");
        if (engine.Threads > useful)
            yield return new Advice($"{engine.Threads} threads share {useful} cores", $"export OMP_NUM_THREADS={useful}");
    }
}
