using Cistron.Training.Tests.Examples;

namespace Cistron.Training.Tests;

/// <summary>What the test of a killed process runs: a tiny pre-training run, in a process of its own.</summary>
internal static class Program
{
    /// <summary>Steps of that run: enough to be killed in the midst of them.</summary>
    public const int Steps = 90;

    private static void Main(string[] arguments) =>
        TinyRecipes.Pretrain(run: arguments[0], corpus: arguments[1], Steps).Train();
}
