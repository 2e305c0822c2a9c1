namespace Cistron.Torch.Tests;

/// <summary>What the test of a missing bridge runs: the first call into LibTorch, in a fresh process.</summary>
internal static class Program
{
    /// <summary>Whether this process runs <see cref="Main"/> and not the tests.</summary>
    public static bool IsRunning => Environment.GetEnvironmentVariable("CISTRON_TEST_PROGRAM") is not null;

    private static void Main()
    {
        try
        {
            Console.WriteLine(TorchRuntime.Version);
        }
        catch (TorchException e)
        {
            Console.WriteLine($"{e.Kind}: {e.Message}");
        }
    }
}
