namespace Cistron.Sequences.Alphabets;

/// <summary>What becomes of soft masking, which marks repeats by lower-case letters.</summary>
public enum SoftMask
{
    /// <summary>Lower case is raised: all letters are upper-case ones of the alphabet.</summary>
    Raised,

    /// <summary>Masked letters are lower-case.</summary>
    Kept,
}
