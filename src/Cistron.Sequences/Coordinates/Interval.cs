using System.Globalization;

namespace Cistron.Sequences.Coordinates;

/// <summary>
/// A stretch of a named sequence. Coordinates are 0-based, half-open and count on the forward strand whatever
/// <paramref name="Strand"/> says; a format that counts in another way is converted where it is read and written, and
/// nowhere else.
/// </summary>
/// <param name="Sequence">The name of the chromosome, contig or transcript.</param>
/// <param name="Start">The first base.</param>
/// <param name="End">The base after the last; never before <paramref name="Start"/>.</param>
/// <param name="Strand">The strand that it is read on.</param>
public readonly record struct Interval(string Sequence, long Start, long End, Strand Strand = Strand.Unknown)
{
    /// <summary>How many bases it has.</summary>
    public long Length => End - Start;

    /// <summary>Whether both lie on one sequence and have a base in common, on whichever strands.</summary>
    public bool Overlaps(Interval other) => Sequence == other.Sequence && Start < other.End && other.Start < End;

    /// <summary>Whether every base of <paramref name="other"/> is in this one, on whichever strands.</summary>
    public bool Contains(Interval other) =>
        Sequence == other.Sequence && Start <= other.Start && other.End <= End;

    /// <summary><c>chr1:100-150(+)</c>, 0-based and half-open; an unknown strand is left out.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Sequence}:{Start}-{End}{Strand switch { Strand.Forward => "(+)", Strand.Reverse => "(-)", _ => "" }}");
}
