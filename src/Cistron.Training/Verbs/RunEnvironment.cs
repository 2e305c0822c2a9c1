using System.Runtime.InteropServices;
using Cistron.Torch;

namespace Cistron.Training.Verbs;

/// <summary>What a run ran on: the content of <c>environment.json</c>.</summary>
/// <param name="Cistron">This library's version.</param>
/// <param name="LibTorch">The engine's version.</param>
/// <param name="Runtime">The .NET runtime.</param>
/// <param name="OperatingSystem">The system's name and version.</param>
/// <param name="Architecture">The processor's instruction set.</param>
/// <param name="Threads">Threads of one operator. Sums are added in an order that depends on them.</param>
/// <param name="Device">Where the model lived.</param>
public sealed record RunEnvironment(
    string Cistron, string LibTorch, string Runtime, string OperatingSystem, string Architecture, int Threads, string Device)
{
    /// <summary>This process, with a model on <paramref name="device"/>.</summary>
    public static RunEnvironment On(Device device) => new(
        Version, TorchRuntime.Version, RuntimeInformation.FrameworkDescription, RuntimeInformation.OSDescription,
        RuntimeInformation.ProcessArchitecture.ToString(), TorchRuntime.Threads, device.ToString());

    /// <summary>This library's version.</summary>
    public static string Version => typeof(RunEnvironment).Assembly.GetName().Version!.ToString(3);
}
