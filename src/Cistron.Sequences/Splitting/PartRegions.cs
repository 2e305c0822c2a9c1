using System.Globalization;
using Cistron.Sequences.Coordinates;
using Cistron.Sequences.Formats;

namespace Cistron.Sequences.Splitting;

/// <summary>A part of a split that is made of places in a genome.</summary>
/// <param name="Part">The part's name.</param>
/// <param name="Regions">Its regions, on both strands.</param>
public sealed record PartRegions(string Part, IReadOnlyList<Interval> Regions)
{
    /// <summary>A part whose regions are written as <see cref="Region"/> has them.</summary>
    /// <exception cref="ArgumentException">A region is not written so.</exception>
    public static PartRegions Parse(string part, params IEnumerable<string> regions) =>
        new(part, [.. regions.Select(Region)]);

    /// <summary>
    /// A whole sequence by its name, as <c>chr8</c>, or a stretch of it, as <c>chr8:1000-2000</c>: 0-based and
    /// half-open, as an <see cref="Interval"/> is written. A name may hold colons itself.
    /// </summary>
    /// <exception cref="ArgumentException">There is no name, or the end is not after the start.</exception>
    public static Interval Region(string text)
    {
        int colon = text.LastIndexOf(':');
        string[] ends = text[(colon + 1)..].Split('-');
        var region = new Interval(text, 0, long.MaxValue);
        if (colon >= 0 && ends.Length == 2 && Position(ends[0], out long start) && Position(ends[1], out long end))
            region = new Interval(text[..colon], start, end);
        return region.Sequence.Length > 0 && region.Length > 0 ? region : throw new ArgumentException(
            $"{InputException.Quote(text)} names no region; write chr8, or chr8:1000-2000 with an end after the start.",
            nameof(text));
    }

    private static bool Position(string text, out long position) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out position);
}
