namespace Cistron.Cli;

/// <summary>How to start this tool again.</summary>
internal static class ThisTool
{
    /// <summary>
    /// The words that start it in a process of its own: the program, or the .NET host with the assembly that it runs.
    /// </summary>
    public static IReadOnlyList<string> Words { get; } = IsHost(Environment.ProcessPath!)
        ? [Environment.ProcessPath!, typeof(ThisTool).Assembly.Location]
        : [Environment.ProcessPath!];

    private static bool IsHost(string path) => Path.GetFileNameWithoutExtension(path) == "dotnet";
}
