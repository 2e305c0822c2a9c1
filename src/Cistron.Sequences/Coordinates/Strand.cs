namespace Cistron.Sequences.Coordinates;

/// <summary>Which strand of a nucleic sequence something lies on.</summary>
public enum Strand
{
    /// <summary>Not known or without meaning; written <c>.</c> in files.</summary>
    Unknown,

    /// <summary>The strand that is written in the file, <c>+</c>.</summary>
    Forward,

    /// <summary>Its reverse complement, <c>-</c>.</summary>
    Reverse,
}
