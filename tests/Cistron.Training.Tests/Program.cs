using Cistron.Training.Tests.Examples;

namespace Cistron.Training.Tests;

/// <summary>What the test of a killed process runs: the tiny pre-training run, in a process of its own.</summary>
internal static class Program
{
    private static void Main(string[] arguments) =>
        TinyRecipes.Pretrain(run: arguments[0], corpus: arguments[1]).Train();
}
