using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Randomness;

namespace Cistron.Sequences.Augmentation;

/// <summary>
/// Exchanges codons for others of the same amino acid, each as likely, so that the protein stays. Stop codons, codons
/// with ambiguity letters, and bases outside whole codons stay.
/// </summary>
/// <param name="Frame">Where the first codon begins: 0, 1 or 2.</param>
/// <param name="Rate">How likely each codon that has others is to change, 0 to 1.</param>
/// <remarks>
/// For coding sequence in a known frame, and for tasks that depend on the protein; codon usage itself is lost.
/// </remarks>
public sealed record RandomSynonymousCodon(int Frame = 0, double Rate = 0.1) : SequenceAugmentation
{
    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The alphabet is not nucleic.</exception>
    public override byte[] Apply(ReadOnlySpan<byte> bases, Alphabet alphabet, RandomStream draws)
    {
        if (!alphabet.IsNucleic)
            throw new ArgumentException($"A sequence of {alphabet} has no codons.", nameof(alphabet));
        ArgumentOutOfRangeException.ThrowIfNegative(Frame);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(Frame, GeneticCode.CodonLength);

        byte[] swapped = bases.ToArray();
        for (int start = Frame; start + GeneticCode.CodonLength <= bases.Length; start += GeneticCode.CodonLength)
        {
            Span<byte> codon = swapped.AsSpan(start, GeneticCode.CodonLength);
            int synonyms = GeneticCode.SynonymCount(codon);
            if (synonyms > 0 && draws.NextDouble() < Rate)
                GeneticCode.WriteSynonym(codon, (int)draws.NextBelow(synonyms), alphabet);
        }
        return swapped;
    }
}
