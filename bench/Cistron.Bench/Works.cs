using System.Diagnostics;
using Cistron.Bench.Cases;

namespace Cistron.Bench;

/// <summary>What Cistron does in a process of its own, by name: <c>cistron-bench work NAME ARGUMENTS…</c>.</summary>
internal static class Works
{
    /// <summary>
    /// Does it once and prints the seconds. Nothing is warmed up: the compiler's first look at the code is in the time,
    /// as it is for users.
    /// </summary>
    public static void Run(string name, string[] arguments)
    {
        Action<string[]> work = name switch
        {
            FastaReading.Work => FastaReading.Read,
            StoreBuilding.Work => StoreBuilding.Build,
            WindowSampling.Work => WindowSampling.Sample,
            Clustering.Work => Clustering.Cluster,
            DatasetAudit.Work => DatasetAudit.Audit,
            _ => throw new ArgumentException($"There is no work '{name}'.", nameof(name)),
        };
        long start = Stopwatch.GetTimestamp();
        work(arguments);
        Console.WriteLine(FormattableString.Invariant($"{{\"seconds\": {Stopwatch.GetElapsedTime(start).TotalSeconds:R}}}"));
    }
}
