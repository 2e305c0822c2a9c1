using System.Globalization;

namespace Cistron.Training.Planning;

/// <summary>
/// The most memory that this process has held since some moment, as Linux counts it. What the process gave back to its own
/// heap before, it may take again unseen.
/// </summary>
internal sealed class PeakMemory
{
    private const string StatusFile = "/proc/self/status", ResetFile = "/proc/self/clear_refs";

    private readonly long _before;

    private PeakMemory(long before) => _before = before;

    /// <summary>Bytes beyond those that were held at the start.</summary>
    public double Growth => Read("VmHWM:") is { } peak ? peak - _before : double.NaN;

    /// <summary>Begins to watch; null where the system does not tell, or does not let the peak be forgotten.</summary>
    public static PeakMemory? Watch()
    {
        GC.Collect();
        try
        {
            // 5 sets the peak back to what is held now: man 5 proc.
            File.WriteAllText(ResetFile, "5");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
        return Read("VmRSS:") is { } now ? new PeakMemory(now) : null;
    }

    private static long? Read(string name)
    {
        string? line = File.ReadLines(StatusFile).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal));
        return line?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is [_, var number, ..]
            ? long.Parse(number, CultureInfo.InvariantCulture) << 10
            : null;
    }
}
