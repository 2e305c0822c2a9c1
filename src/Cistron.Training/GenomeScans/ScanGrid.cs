using Cistron.Sequences.Coordinates;

namespace Cistron.Training.GenomeScans;

/// <summary>
/// Where the windows of a scan lie, and which place each of them speaks of. A window starts at every
/// <paramref name="StepBases"/>-th base of a sequence and is read on either strand; what the model says of it is written
/// to the step around its origin, so that each strand gets one value a step.
/// </summary>
/// <param name="WindowBases">Bases of a window.</param>
/// <param name="StepBases">Bases from the start of one window to the start of the next.</param>
/// <param name="Origin">
/// The base of a window, counted from its start on the strand that it is read on, which the class marks: 100 where
/// windows had 100 bases before the first base of a gene.
/// </param>
public sealed record ScanGrid(int WindowBases, int StepBases, int Origin)
{
    /// <summary>How many windows a sequence of so many bases has on one strand; a rest shorter than a step has none.</summary>
    public long Windows(long length) => length < WindowBases ? 0 : (length - WindowBases) / StepBases + 1;

    /// <summary>The base that a window speaks of, counted on the forward strand.</summary>
    public long Base(long start, Strand strand) =>
        strand == Strand.Reverse ? start + WindowBases - 1 - Origin : start + Origin;

    /// <summary>
    /// The step around that base. The reverse strand is the mirror of the forward one, so that reading a sequence from
    /// its other end gives the same stretches.
    /// </summary>
    /// <param name="sequence">The name of the sequence.</param>
    /// <param name="length">Its bases; the stretch ends with it.</param>
    /// <param name="start">Where the window starts on the forward strand.</param>
    /// <param name="strand">The strand that it is read on.</param>
    public Interval Cell(string sequence, long length, long start, Strand strand)
    {
        long marked = Base(start, strand);
        long first = strand == Strand.Reverse ? marked + 1 + StepBases / 2 - StepBases : marked - StepBases / 2;
        return new Interval(sequence, Math.Max(first, 0), Math.Min(first + StepBases, length), strand);
    }
}
