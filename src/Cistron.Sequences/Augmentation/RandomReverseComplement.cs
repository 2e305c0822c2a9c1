using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Randomness;

namespace Cistron.Sequences.Augmentation;

/// <summary>
/// Reads the sequence on its other strand, all of it or not at all: reversing and complementing are never drawn apart.
/// </summary>
/// <param name="Probability">How likely it is, 0 to 1; 0.5 shows both strands as often.</param>
/// <remarks>
/// For tasks that have no strand. Not for splice sites, coding sequence, translation or 5' UTRs, where the other strand
/// means something else. RNA is refused: it has one strand.
/// </remarks>
public sealed record RandomReverseComplement(double Probability = 0.5) : SequenceAugmentation
{
    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The alphabet is not DNA.</exception>
    public override byte[] Apply(ReadOnlySpan<byte> bases, Alphabet alphabet, RandomStream draws)
    {
        if (alphabet != Alphabet.Dna)
            throw new ArgumentException($"A sequence of {alphabet} has no other strand to read.", nameof(alphabet));
        return draws.NextDouble() < Probability ? ReverseComplement.Of(bases, alphabet) : bases.ToArray();
    }
}
