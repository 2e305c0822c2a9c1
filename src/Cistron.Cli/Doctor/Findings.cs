namespace Cistron.Cli.Doctor;

/// <summary>What was found on this machine, as <c>doctor --json</c> prints it.</summary>
internal sealed record Findings
{
    /// <summary>Cistron's version.</summary>
    public required string Cistron { get; init; }

    /// <summary>The .NET runtime.</summary>
    public required string Runtime { get; init; }

    /// <summary>The system's name and version.</summary>
    public required string OperatingSystem { get; init; }

    /// <summary>The engine; null when it could not be loaded.</summary>
    public EngineFindings? Engine { get; init; }

    /// <summary>Why the engine could not be loaded; null when it was.</summary>
    public string? EngineFault { get; init; }

    /// <summary>The libraries that this process has mapped, after the engine has multiplied two matrices.</summary>
    public required MappedLibraries Libraries { get; init; }

    /// <summary>The processor.</summary>
    public required Processor Processor { get; init; }

    /// <summary>The value of <c>OMP_NUM_THREADS</c>; null when it is not set.</summary>
    public string? OmpNumThreads { get; init; }

    /// <summary>Name and memory of each NVIDIA card, whether the engine can use it or not.</summary>
    public required IReadOnlyList<string> GraphicsCards { get; init; }

    /// <summary>The memory; null where the system does not tell.</summary>
    public Memory? Memory { get; init; }

    /// <summary>Whether models can be trained here.</summary>
    public bool CanTrain => Engine is not null;

    /// <summary>What is missing or slow, each with what mends it.</summary>
    public IReadOnlyList<Advice> Advice => [.. Doctor.Advice.On(this)];
}

/// <summary>The LibTorch that was loaded.</summary>
/// <param name="Version">Its version.</param>
/// <param name="File">The file of its CPU library.</param>
/// <param name="Threads">Threads that one operator may use.</param>
/// <param name="CudaDevices">CUDA devices that it can use.</param>
/// <param name="HasGloo">Whether processes can train together over processors.</param>
/// <param name="HasNccl">Whether processes can train together over CUDA devices.</param>
/// <param name="TwoThreads">How much faster two threads are than one; null when only one may run.</param>
/// <param name="Bfloat16">How much faster products of bfloat16 are than of float32; null where the processor has none.</param>
internal sealed record EngineFindings(
    string Version, string File, int Threads, int CudaDevices, bool HasGloo, bool HasNccl, ThreadTrial? TwoThreads,
    PrecisionTrial? Bfloat16);
