using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Randomness;

namespace Cistron.Sequences.Augmentation;

/// <summary>
/// Turns a stretch round where it lies, as a genome does: it becomes its reverse complement. Bases and their partners
/// are as many as before.
/// </summary>
/// <param name="Most">
/// The most bases to turn round; every length from 0 is as likely. EvoAug's 20 (Lee et al., Genome Biology 24, 2023).
/// </param>
public sealed record RandomInversion(int Most = 20) : SequenceAugmentation
{
    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The alphabet is not nucleic.</exception>
    public override byte[] Apply(ReadOnlySpan<byte> bases, Alphabet alphabet, RandomStream draws)
    {
        if (!alphabet.IsNucleic)
            throw new ArgumentException($"A sequence of {alphabet} has no complement.", nameof(alphabet));
        int length = DrawLength(Most, bases.Length, draws);
        int place = (int)draws.NextBelow(bases.Length - length + 1L);
        byte[] inverted = bases.ToArray();
        ReverseComplement.InPlace(inverted.AsSpan(place, length), alphabet);
        return inverted;
    }
}
