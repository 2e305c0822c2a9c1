using System.Runtime.InteropServices;
using Cistron.Torch;
using Cistron.Training.Verbs;

namespace Cistron.Cli.Doctor;

/// <summary>Looks at the machine. Nothing that it meets can make it fail: what is not there is not in the findings.</summary>
internal static class Examination
{
    /// <summary>Loads the engine, lets it work, and looks at everything.</summary>
    public static Findings Run()
    {
        var processor = Processor.In(SystemFile.Read("/proc/cpuinfo"), Environment.ProcessorCount);
        (EngineFindings? engine, string? fault) = Engine(processor);
        return new Findings
        {
            Cistron = RunEnvironment.Version,
            Runtime = RuntimeInformation.FrameworkDescription,
            OperatingSystem = RuntimeInformation.OSDescription,
            Engine = engine,
            EngineFault = fault,
            // After the engine has worked: a library that is loaded late is otherwise missed.
            Libraries = MappedLibraries.In(SystemFile.Read("/proc/self/maps"), OpenBlas.In),
            Processor = processor,
            OmpNumThreads = Environment.GetEnvironmentVariable("OMP_NUM_THREADS"),
            GraphicsCards = GraphicsCards.List(),
            Memory = Memory.Here(),
        };
    }

    private static (EngineFindings?, string? Fault) Engine(Processor processor)
    {
        try
        {
            ThreadTrial? threads = TorchRuntime.Threads >= 2 ? ThreadTrial.Run() : Multiply();
            PrecisionTrial? precisions = processor.HasBf16 ? PrecisionTrial.Run() : null;
            return (new EngineFindings(
                TorchRuntime.Version, TorchRuntime.LibraryFile, TorchRuntime.Threads, TorchRuntime.CudaDeviceCount,
                TorchRuntime.HasGloo, TorchRuntime.HasNccl, threads, precisions), null);
        }
        catch (Exception e) when (e is TorchException or BadImageFormatException or EntryPointNotFoundException)
        {
            return (null, e.Message.Split('\n')[0].Trim());
        }
    }

    private static ThreadTrial? Multiply()
    {
        using var scope = new TensorScope();
        Tensor matrix = Operators.Ones([64, 64]);
        matrix.Matmul(matrix);
        return null;
    }
}
