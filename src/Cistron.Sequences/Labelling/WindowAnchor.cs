namespace Cistron.Sequences.Labelling;

/// <summary>
/// The point of a feature that a window is laid around: a place between two bases, on the feature's strand.
/// </summary>
public enum WindowAnchor
{
    /// <summary>Before its first base, such as the first of a start codon.</summary>
    Start,

    /// <summary>After its last base.</summary>
    End,

    /// <summary>
    /// Before its middle base; of an even number of bases, before the second of the two in the middle.
    /// </summary>
    Middle,
}
