using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Randomness;

namespace Cistron.Sequences.Augmentation;

/// <summary>
/// Makes some of several changes, drawn anew for each sequence, always in the order in which they are listed (EvoAug,
/// Lee et al., Genome Biology 24, 2023, with a fixed number of them).
/// </summary>
/// <param name="Operations">The changes to draw from.</param>
/// <param name="Count">How many different ones to make; all where the list has no more. EvoAug's 2.</param>
public sealed record RandomOperations(IReadOnlyList<SequenceAugmentation> Operations, int Count = 2)
    : SequenceAugmentation
{
    /// <inheritdoc/>
    public override byte[] Apply(ReadOnlySpan<byte> bases, Alphabet alphabet, RandomStream draws)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Count);
        byte[] changed = bases.ToArray();
        int wanted = Math.Min(Count, Operations.Count);
        for (int i = 0; i < Operations.Count; i++)
        {
            // Drawn in passing: each subset of the wanted size is as likely.
            if (draws.NextBelow(Operations.Count - i) >= wanted)
                continue;
            changed = Operations[i].Apply(changed, alphabet, draws);
            wanted--;
        }
        return changed;
    }
}
