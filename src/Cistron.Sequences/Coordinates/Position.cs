using System.Globalization;

namespace Cistron.Sequences.Coordinates;

/// <summary>
/// A position as annotation files write it: decimal digits and nothing else, in whatever base they count.
/// </summary>
internal static class Position
{
    /// <summary>
    /// The largest one that is read. No chromosome comes near it, and sums of positions stay far from overflow.
    /// </summary>
    public const long Largest = 1L << 40;

    /// <summary>Reads a position from 0 to <see cref="Largest"/>.</summary>
    public static bool TryParse(ReadOnlySpan<byte> digits, out long position) =>
        long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out position) && position <= Largest;
}
