using Cistron.Cli.Results;
using Spectre.Console;

namespace Cistron.Cli.Doctor;

/// <summary>The findings for people: facts first, then what to do.</summary>
internal static class DoctorScreen
{
    /// <summary>Writes it.</summary>
    public static void Write(Findings found, IAnsiConsole console)
    {
        var rows = new FactRows()
            .Add("Cistron", $"{found.Cistron}, {found.Runtime}, {found.OperatingSystem}")
            .Add("LibTorch", found.Engine is { } torch ? $"{torch.Version}, {torch.File}" : "not loaded");
        if (found.Engine is { } engine)
            rows.AddIfAny("shim", found.Libraries.Shim)
                .Add("BLAS", Blas(found.Libraries))
                .Add("OpenMP", string.Join(", ", found.Libraries.OpenMp))
                .Add("heap", found.Libraries.Heap ?? "the C library's")
                .Add("threads", Threads(engine, found))
                .AddIfAny("two threads", engine.TwoThreads is { } trial
                    ? $"×{trial.Ratio:0.0} as fast as one on a product of 1024 × 1024 matrices (rough)"
                    : "")
                .Add("Gloo, NCCL", $"{(engine.HasGloo ? "yes" : "no")}, {(engine.HasNccl ? "yes" : "no")}")
                .Add("CUDA", engine.CudaDevices == 0 ? "no device that LibTorch can use" : $"{engine.CudaDevices} devices");
        foreach (string card in found.GraphicsCards)
            rows.Add("card", card);
        rows.Add("processor", $"{found.Processor.Model}; {string.Join(", ", found.Processor.Features)}")
            .Add("bf16", Bfloat16(found))
            .AddIfAny("memory", found.Memory is { } memory
                ? $"{NumberWords.Bytes(memory.Total)}, {NumberWords.Bytes(memory.Available)} free"
                : "");
        rows.Write(console);
        console.WriteLine();
        foreach (Advice advice in found.Advice)
        {
            console.WriteLine(advice.Problem, new Style(Color.Yellow));
            console.WriteWhole($"  → {advice.Remedy}");
        }
        console.WriteLine(found.CanTrain
            ? $"Models can be trained here{(found.Advice.Count == 0 ? ", and nothing is in the way of speed" : "")}."
            : "Models cannot be trained here yet.");
    }

    private static string Bfloat16(Findings found) => found.Engine?.Bfloat16 is { } trial
        ? $"×{trial.Ratio:0.0} as fast as fp32 on matrix products (rough): training.precision=bf16 saves "
            + (trial.Ratio >= Advice.WorthwhileRatio ? "time and memory" : "memory and no time")
        : found.Processor.HasBf16 ? "in the processor"
        : "not in the processor: keep training.precision=fp32 (on a CUDA device bf16 is fine)";

    private static string Blas(MappedLibraries libraries) => libraries.Blas.Count == 0
        ? "built into LibTorch"
        : string.Join(", ", libraries.Blas.Select(blas => $"{blas}, {blas.File}"));

    private static string Threads(EngineFindings engine, Findings found) =>
        $"{engine.Threads}; OMP_NUM_THREADS is {found.OmpNumThreads ?? "not set"}; "
        + $"{found.Processor.Allowed} processors may be used"
        + (found.Processor.Cores > 0 ? $", {found.Processor.Cores} cores in the machine" : "");
}
