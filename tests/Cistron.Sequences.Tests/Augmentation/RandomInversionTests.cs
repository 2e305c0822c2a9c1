using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Augmentation;
using Cistron.Sequences.Randomness;

namespace Cistron.Sequences.Tests.Augmentation;

public class RandomInversionTests
{
    [Theory]
    [InlineData("dna", "ACGTN")]
    [InlineData("rna", "ACGUN")]
    public void One_stretch_becomes_its_reverse_complement_and_the_rest_stays(string name, string letters)
    {
        var alphabet = Alphabet.Named(name);
        int turned = 0;
        for (int round = 0; round < 2_000; round++)
        {
            RandomStream draws = RandomStream.For(3, "inversion", round);
            byte[] bases = Draws.Bases(draws, 50, letters);

            byte[] changed = new RandomInversion(9).Apply(bases, alphabet, draws);

            int[] differing = [.. Enumerable.Range(0, 50).Where(i => bases[i] != changed[i])];
            if (differing.Length == 0)
                continue;
            turned++;
            // What a palindrome keeps at its ends lies outside of what differs, so the stretch is found by its middle.
            (int start, int end) = (differing[0], differing[^1] + 1);
            Assert.InRange(end - start, 1, 9);
            Assert.Equal(ReverseComplement.Of(bases.AsSpan(start, end - start), alphabet), changed[start..end]);
            Assert.Equal(Count(bases, "CG"), Count(changed, "CG"));
            Assert.Equal(Count(bases, "ATU"), Count(changed, "ATU"));
        }
        Assert.True(turned > 1_500);
    }

    private static int Count(byte[] bases, string letters) =>
        bases.Count(letter => letters.Contains((char)letter, StringComparison.Ordinal));
}
