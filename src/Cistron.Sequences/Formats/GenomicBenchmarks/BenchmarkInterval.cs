using Cistron.Sequences.Coordinates;

namespace Cistron.Sequences.Formats.GenomicBenchmarks;

/// <summary>One labelled sequence of a benchmark, as the place where it lies.</summary>
/// <param name="Split"><c>train</c> or <c>test</c>.</param>
/// <param name="Class">The name of its class.</param>
/// <param name="Id">Its name within its class and split.</param>
/// <param name="Place">Where it lies in the genome of its class.</param>
/// <param name="Line">The 1-based line in its table.</param>
public sealed record BenchmarkInterval(string Split, string Class, string Id, Interval Place, long Line);
