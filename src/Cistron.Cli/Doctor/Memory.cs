using System.Globalization;

namespace Cistron.Cli.Doctor;

/// <summary>The main memory in bytes.</summary>
/// <param name="Total">What the machine has, or what this process is limited to.</param>
/// <param name="Available">What can be had now without swapping.</param>
internal sealed record Memory(long Total, long Available)
{
    /// <summary>That of this machine; null where it does not tell.</summary>
    public static Memory? Here() => In(SystemFile.Read("/proc/meminfo"), SystemFile.Read("/sys/fs/cgroup/memory.max"));

    /// <summary>Reads <c>/proc/meminfo</c> and the limit of the control group.</summary>
    /// <param name="memInfo">The text of <c>/proc/meminfo</c>.</param>
    /// <param name="limit">The text of <c>memory.max</c>: a number of bytes, <c>max</c>, or empty.</param>
    /// <returns>Null when the text does not tell.</returns>
    public static Memory? In(string memInfo, string limit)
    {
        if (Kibibytes(memInfo, "MemTotal:") is not { } total || Kibibytes(memInfo, "MemAvailable:") is not { } available)
            return null;
        long most = long.TryParse(limit.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out long bytes)
            ? bytes
            : long.MaxValue;
        return new Memory(Math.Min(total, most), Math.Min(available, most));
    }

    private static long? Kibibytes(string memInfo, string name)
    {
        string? line = memInfo.Split('\n').FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal));
        string[] words = line?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        return words.Length > 1 && long.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? number << 10
            : null;
    }
}
