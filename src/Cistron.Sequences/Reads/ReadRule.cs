using Cistron.Sequences.Corpora;

namespace Cistron.Sequences.Reads;

/// <summary>How reads are drawn from a sequence.</summary>
public sealed record ReadRule
{
    /// <summary>How many reads each sequence gives.</summary>
    public int ReadsOfSequence { get; init; } = 28;

    /// <summary>The fewest bases of a read.</summary>
    public int MinBases { get; init; } = 100;

    /// <summary>The most bases of a read; lengths in between are equally likely.</summary>
    public int MaxBases { get; init; } = 300;

    /// <summary>The probability that a base is replaced by one of the three others.</summary>
    public double ErrorRate { get; init; } = 0.01;

    /// <summary>The strands that are read.</summary>
    public StrandSampling Strands { get; init; } = StrandSampling.Forward;

    /// <summary>
    /// The primers between which amplicons lie, 5' to 3' each; null to read anywhere (shotgun). A read of an amplicon
    /// begins behind a primer.
    /// </summary>
    public (Primer Forward, Primer Reverse)? Primers { get; init; }
}
