using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Randomness;

namespace Cistron.Sequences.Augmentation;

/// <summary>
/// Puts random bases in at a random place. The length is kept: half of what was put in is cut off at either end, the
/// larger half at the right.
/// </summary>
/// <param name="Most">
/// The most bases to put in; every length from 0 is as likely. EvoAug's 20 (Lee et al., Genome Biology 24, 2023).
/// </param>
public sealed record RandomInsertion(int Most = 20) : SequenceAugmentation
{
    /// <inheritdoc/>
    public override byte[] Apply(ReadOnlySpan<byte> bases, Alphabet alphabet, RandomStream draws)
    {
        byte[] inserted = new byte[DrawLength(Most, bases.Length, draws)];
        Fill(inserted, alphabet, draws);
        int place = (int)draws.NextBelow(bases.Length + 1L);
        byte[] longer = [.. bases[..place], .. inserted, .. bases[place..]];
        int start = inserted.Length / 2;
        return longer[start..(start + bases.Length)];
    }
}
