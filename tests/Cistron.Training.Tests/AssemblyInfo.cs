using System.Runtime.CompilerServices;
using Cistron.Torch;

// Live tensors are counted for the whole process, and LibTorch's generators belong to it: one test at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Cistron.Training.Tests;

internal static class TestRun
{
    /// <summary>One thread: sums are added in one order, and a busy machine does not slow the tests down.</summary>
#pragma warning disable CA2255 // The assembly is the program here, and no library.
    [ModuleInitializer]
    internal static void UseOneThread() => TorchRuntime.Threads = 1;
#pragma warning restore CA2255
}
