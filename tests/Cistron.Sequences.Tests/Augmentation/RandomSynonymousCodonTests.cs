using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Augmentation;
using Cistron.Sequences.Randomness;

namespace Cistron.Sequences.Tests.Augmentation;

public class RandomSynonymousCodonTests
{
    [Theory]
    [InlineData(0, "dna", "ACGT")]
    [InlineData(1, "dna", "ACGTN")]
    [InlineData(2, "rna", "ACGU")]
    public void The_protein_stays_and_so_does_what_is_outside_codons(int frame, string name, string letters)
    {
        for (int round = 0; round < 500; round++)
        {
            RandomStream draws = RandomStream.For(3, "codon", round);
            byte[] bases = Draws.Bases(draws, (int)draws.NextBelow(60), letters);

            byte[] changed = new RandomSynonymousCodon(frame, 1).Apply(bases, Alphabet.Named(name), draws);

            int start = frame;
            for (; start + 3 <= bases.Length; start += 3)
            {
                ReadOnlySpan<byte> before = bases.AsSpan(start, 3);
                ReadOnlySpan<byte> after = changed.AsSpan(start, 3);
                Assert.Equal(GeneticCode.Translate(before), GeneticCode.Translate(after));
                Assert.Equal(GeneticCode.SynonymCount(before) == 0, before.SequenceEqual(after));
            }
            int first = Math.Min(frame, bases.Length);
            Assert.Equal(bases[..first], changed[..first]);
            Assert.Equal(bases[Math.Min(start, bases.Length)..], changed[Math.Min(start, bases.Length)..]);
        }
    }

    [Fact]
    public void The_rate_counts_codons_that_differ()
    {
        const int Codons = 40_000;
        byte[] bases = [.. Enumerable.Repeat("CTG"u8.ToArray(), Codons).SelectMany(codon => codon)];

        byte[] changed = new RandomSynonymousCodon(Rate: 0.1).Apply(bases, Alphabet.Dna, RandomStream.For(3, "codon"));

        int differing = Enumerable.Range(0, Codons).Count(
            i => !bases.AsSpan(3 * i, 3).SequenceEqual(changed.AsSpan(3 * i, 3)));
        // Five standard deviations of a binomial count.
        Assert.InRange(differing, 4_000 - 300, 4_000 + 300);
    }

    [Fact]
    public void A_frame_is_0_1_or_2() =>
        Assert.Throws<ArgumentOutOfRangeException>(
            () => new RandomSynonymousCodon(3).Apply("ACG"u8, Alphabet.Dna, RandomStream.For(3, "codon")));
}
