namespace Cistron.Cli;

/// <summary>How numbers are written for people, the same everywhere.</summary>
internal static class NumberWords
{
    private const double SmallestWithDecimals = 0.0005;

    /// <summary>Three decimals, or a power of ten where they would all be 0; a dash for what is undefined.</summary>
    public static string Number(double value) =>
        !double.IsFinite(value) ? "–"
        : value != 0 && Math.Abs(value) < SmallestWithDecimals ? $"{value:0.0e+0}"
        : $"{value:0.000}";

    /// <summary>A whole number in groups of three digits.</summary>
    public static string Count(double value) => $"{value:N0}";

    /// <summary>A number of any size as a power of ten: <c>1.59e+14</c>.</summary>
    public static string Power(double value) => $"{value:0.00e+0}";

    /// <summary>A share as a whole percentage.</summary>
    public static string Percent(double share) => $"{Math.Floor(100 * share):0} %";

    /// <summary>
    /// A time in its two largest units: <c>9 days 3 h</c>, <c>2 h 05 min</c>, <c>3 min 12 s</c>, <c>8 s</c>; days only where
    /// there are several.
    /// </summary>
    public static string Duration(TimeSpan time) =>
        time.TotalDays >= 3 ? $"{(long)time.TotalDays:N0} days {time.Hours} h"
        : time.TotalHours >= 1 ? $"{(long)time.TotalHours} h {time.Minutes:00} min"
        : time.TotalMinutes >= 1 ? $"{time.Minutes} min {time.Seconds:00} s"
        : $"{time.Seconds} s";

    /// <summary>A number of bytes in GiB, or in MiB where it is less than one.</summary>
    public static string Bytes(long bytes) =>
        bytes >= 1L << 30 ? $"{(double)bytes / (1L << 30):0.0} GiB" : $"{bytes >> 20} MiB";
}
