using System.ComponentModel;
using System.Diagnostics;

namespace Cistron.Cli.Doctor;

/// <summary>NVIDIA cards, as their driver's own program tells.</summary>
internal static class GraphicsCards
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Name and memory of each card; empty when the program is not there, fails or hangs.</summary>
    public static IReadOnlyList<string> List()
    {
        var start = new ProcessStartInfo("nvidia-smi", ["--query-gpu=name,memory.total", "--format=csv,noheader"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using Process program = Process.Start(start)!;
            Task<string> output = program.StandardOutput.ReadToEndAsync();
            if (!program.WaitForExit(Patience))
            {
                program.Kill();
                return [];
            }
            return program.ExitCode == 0
                ? output.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                : [];
        }
        catch (Win32Exception)
        {
            return [];
        }
    }
}
