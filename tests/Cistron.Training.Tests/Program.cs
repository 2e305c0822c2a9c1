using Cistron.Training.Tests.Examples;
using Cistron.Training.Tests.Planning;

namespace Cistron.Training.Tests;

/// <summary>What tests run in a process of their own: a tiny pre-training run that is killed, a step whose memory is measured.</summary>
internal static class Program
{
    /// <summary>Steps of that run: enough to be killed in the midst of them.</summary>
    public const int Steps = 90;

    private static void Main(string[] arguments)
    {
        if (arguments[0] == MemoryTrial.Word)
            MemoryTrial.Run(arguments[1], arguments[2]);
        else
            TinyRecipes.Pretrain(run: arguments[0], corpus: arguments[1], Steps).Train();
    }
}
