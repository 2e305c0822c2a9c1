using Cistron.Sequences.Coordinates;

namespace Cistron.Sequences.Variants;

/// <summary>
/// The stretch of the reference that a model sees around a variant, and how it reads with the variant.
/// </summary>
public static class VariantWindow
{
    /// <summary>
    /// The window of <paramref name="length"/> bases with the variant in its middle. At the ends of the contig it is
    /// moved inwards; a contig that is shorter is taken whole. It always contains the variant, and so it is longer
    /// where the reference bases alone are.
    /// </summary>
    /// <param name="variant">The variant.</param>
    /// <param name="length">Bases of the window, at least one.</param>
    /// <param name="contigLength">Bases of the variant's contig.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The variant is not on the contig, or the length is not positive.
    /// </exception>
    public static Interval Around(Variant variant, long length, long contigLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        Interval change = variant.Interval;
        ArgumentOutOfRangeException.ThrowIfNegative(change.Start, nameof(variant));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(change.End, contigLength, nameof(variant));

        length = Math.Clamp(length, change.Length, Math.Max(contigLength, change.Length));
        long start = change.Start - (length - change.Length) / 2;
        start = Math.Clamp(start, 0, contigLength - length);
        return change with { Start = start, End = start + length };
    }

    /// <summary>
    /// The window of <paramref name="length"/> bases, at most, whose base <paramref name="origin"/> is the variant's first.
    /// At the ends of the contig it is moved inwards; a contig that is shorter is taken whole.
    /// </summary>
    /// <param name="variant">The variant.</param>
    /// <param name="length">Bases of the window.</param>
    /// <param name="origin">A base of the window, counted from 0.</param>
    /// <param name="contigLength">Bases of the variant's contig.</param>
    /// <returns>Null when the window does not hold the variant.</returns>
    public static Interval? At(Variant variant, long length, long origin, long contigLength)
    {
        long start = Math.Clamp(variant.Interval.Start - origin, 0, Math.Max(0, contigLength - length));
        Interval window = variant.Interval with { Start = start, End = Math.Min(start + length, contigLength) };
        return window.Contains(variant.Interval) ? window : null;
    }

    /// <summary>
    /// The bases of a window with the variant put in: as many more or fewer as the variant adds or takes. The reference
    /// bases are replaced whatever they are; <see cref="ReferenceCheck"/> compares them.
    /// </summary>
    /// <param name="bases">The reference bases of the window.</param>
    /// <param name="window">Where they stand.</param>
    /// <param name="variant">A variant within the window.</param>
    /// <exception cref="ArgumentException">
    /// The bases do not fill the window, or the variant is not within it.
    /// </exception>
    public static byte[] Apply(ReadOnlySpan<byte> bases, Interval window, Variant variant)
    {
        if (bases.Length != window.Length)
            throw new ArgumentException($"{bases.Length} bases do not fill {window}.", nameof(bases));
        if (!window.Contains(variant.Interval))
            throw new ArgumentException($"{variant.Interval} is not within {window}.", nameof(variant));

        int start = (int)(variant.Interval.Start - window.Start);
        int end = (int)(variant.Interval.End - window.Start);
        return [.. bases[..start], .. variant.Alternative, .. bases[end..]];
    }
}
