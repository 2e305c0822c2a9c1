namespace Cistron.Cli.Doctor;

/// <summary>The processor.</summary>
/// <param name="Model">Its name.</param>
/// <param name="Allowed">Hardware threads that this process may use.</param>
/// <param name="Cores">Physical cores of the machine; 0 where the system does not tell.</param>
/// <param name="Features">Those of its features that matter for matrix products.</param>
internal sealed record Processor(string Model, int Allowed, int Cores, IReadOnlyList<string> Features)
{
    // avx512_bf16 and amx_bf16 of x86, bf16 of Arm.
    private static readonly string[] Known = ["avx2", "avx512f", "avx512_bf16", "amx_bf16", "asimd", "bf16"];

    /// <summary>Whether it multiplies bfloat16 matrices by itself.</summary>
    public bool HasBf16 => Features.Any(feature => feature.EndsWith("bf16", StringComparison.Ordinal));

    /// <summary>Threads that help: one on each core that this process may use.</summary>
    public int UsefulThreads => Cores > 0 ? Math.Min(Cores, Allowed) : Allowed;

    /// <summary>Reads <c>/proc/cpuinfo</c>.</summary>
    public static Processor In(string cpuInfo, int allowed)
    {
        ILookup<string, string> values = cpuInfo.Split('\n')
            .Select(line => line.Split(':', 2, StringSplitOptions.TrimEntries))
            .Where(parts => parts.Length == 2)
            .ToLookup(parts => parts[0], parts => parts[1]);
        string[] features = (values["flags"].Concat(values["Features"]).FirstOrDefault() ?? "").Split(' ');
        return new Processor(
            values["model name"].FirstOrDefault() ?? "unknown",
            allowed,
            values["physical id"].Zip(values["core id"]).Distinct().Count(),
            [.. Known.Where(features.Contains)]);
    }
}
