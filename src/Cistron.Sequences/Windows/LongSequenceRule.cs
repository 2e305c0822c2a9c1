namespace Cistron.Sequences.Windows;

/// <summary>What to do with a sequence that is longer than a model's context.</summary>
public enum LongSequenceRule
{
    /// <summary>Keep the start (5' end, N-terminus) and drop the rest.</summary>
    KeepStart,

    /// <summary>Keep the end (3' end, C-terminus) and drop what comes before.</summary>
    KeepEnd,

    /// <summary>Keep the middle and drop as much on either side; of an odd remainder the end loses one more.</summary>
    KeepMiddle,

    /// <summary>Keep everything in windows of the context's length.</summary>
    Windows,
}
