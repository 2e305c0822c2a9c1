using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Randomness;

namespace Cistron.Sequences.Augmentation;

/// <summary>
/// Takes a stretch out at a random place. The length is kept: random bases are put on at both ends, the larger half at
/// the right; never N, which would tell a model that something was done.
/// </summary>
/// <param name="Most">
/// The most bases to take out; every length from 0 is as likely. EvoAug's 20 (Lee et al., Genome Biology 24, 2023).
/// </param>
public sealed record RandomDeletion(int Most = 20) : SequenceAugmentation
{
    /// <inheritdoc/>
    public override byte[] Apply(ReadOnlySpan<byte> bases, Alphabet alphabet, RandomStream draws)
    {
        int length = DrawLength(Most, bases.Length, draws);
        int place = (int)draws.NextBelow(bases.Length - length + 1L);
        byte[] flanks = new byte[length];
        Fill(flanks, alphabet, draws);
        int left = length / 2;
        return [.. flanks[..left], .. bases[..place], .. bases[(place + length)..], .. flanks[left..]];
    }
}
