namespace Cistron.Bench.Cases;

/// <summary>Who takes part where the precision matters: Cistron in both precisions, and PyTorch in three forms.</summary>
internal static class PrecisionContestants
{
    /// <summary>What the notes of the cases say of the precisions.</summary>
    public const string Precisions = "in fp32 and in bf16 (autocast), since it depends on the processor which is the faster, and on the heap "
        + "that Cistron has (TCMalloc, where it is installed); as written it runs on the C library's";

    /// <summary>Cistron in fp32 and in bf16; the faster of the two is the yardstick.</summary>
    /// <param name="work">The contestant that works in a precision.</param>
    public static IEnumerable<Contestant> Cistron(Func<string, Contestant> work) =>
    [
        work("fp32") with { Name = "Cistron fp32", Peak = "fp32", IsYardstick = true },
        work("bf16") with { Name = "Cistron bf16", Peak = "bf16", IsYardstick = true, Tolerance = 2e-2 },
    ];

    /// <summary>PyTorch as people write it, and at its best in both precisions.</summary>
    /// <param name="program">The program in one of the forms that <c>bench/peers/training.py</c> tells of.</param>
    public static IEnumerable<Contestant> PyTorch(Func<string, Contestant> program) =>
    [
        program("written") with { Name = "PyTorch as written", Peak = "fp32", HasPlainHeap = true },
        program("best-fp32") with { Name = "PyTorch best fp32", Peak = "fp32" },
        program("best-bf16") with { Name = "PyTorch best bf16", Peak = "bf16", Tolerance = 2e-2 },
    ];
}
