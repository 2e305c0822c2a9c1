using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Randomness;

namespace Cistron.Sequences.Augmentation;

/// <summary>
/// Rolls the sequence around its end: a piece is cut off at one end and put on at the other (EvoAug's translocation,
/// Lee et al., Genome Biology 24, 2023). Every letter is kept.
/// </summary>
/// <param name="Most">
/// The most bases to cut off, at the left or at the right; every length from 0 is as likely.
/// </param>
public sealed record RandomTranslocation(int Most = 20) : SequenceAugmentation
{
    /// <inheritdoc/>
    public override byte[] Apply(ReadOnlySpan<byte> bases, Alphabet alphabet, RandomStream draws)
    {
        int length = DrawLength(Most, bases.Length, draws);
        int cut = draws.NextBelow(2) == 0 ? length : bases.Length - length;
        return [.. bases[cut..], .. bases[..cut]];
    }
}
