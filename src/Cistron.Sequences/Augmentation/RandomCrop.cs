using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Randomness;

namespace Cistron.Sequences.Augmentation;

/// <summary>
/// Keeps a window of a longer sequence, every place as likely. A sequence that is no longer than the window stays
/// whole.
/// </summary>
/// <param name="Length">Bases of the window, at least one.</param>
/// <remarks>Not where the label depends on a place in the sequence, such as its middle.</remarks>
public sealed record RandomCrop(int Length) : SequenceAugmentation
{
    /// <inheritdoc/>
    public override byte[] Apply(ReadOnlySpan<byte> bases, Alphabet alphabet, RandomStream draws)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Length);
        if (bases.Length <= Length)
            return bases.ToArray();
        int start = (int)draws.NextBelow(bases.Length - Length + 1L);
        return bases.Slice(start, Length).ToArray();
    }
}
