using System.Text;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Randomness;
using Cistron.Training.Interpretation;

namespace Cistron.Training.Tests.Interpretation;

public sealed class WindowReplacementTests
{
    [Fact]
    public void Random_bases_are_uniform_and_of_the_alphabet()
    {
        byte[] bases = new byte[40_000];

        Replacement.Random.Apply(bases, Alphabet.Rna, RandomStream.For(1, "x"));

        // Six standard deviations of a count of a quarter of 40,000.
        Assert.All("ACGU", letter => Assert.InRange(bases.Count(b => b == letter), 10_000 - 520, 10_000 + 520));
    }

    [Fact]
    public void A_shuffle_keeps_the_composition()
    {
        byte[] bases = Encoding.ASCII.GetBytes("AAAAACCCCGGGTTN");

        Replacement.Shuffle.Apply(bases, Alphabet.Dna, RandomStream.For(1, "x"));

        Assert.NotEqual("AAAAACCCCGGGTTN", Encoding.ASCII.GetString(bases));
        Assert.Equal("AAAAACCCCGGGNTT", string.Concat(Encoding.ASCII.GetString(bases).Order()));
    }

    [Fact]
    public void N_is_the_letter_for_any_base()
    {
        byte[] bases = Encoding.ASCII.GetBytes("ACGT");

        Replacement.N.Apply(bases.AsSpan(1..3), Alphabet.Dna, RandomStream.For(1, "x"));

        Assert.Equal("ANNT", Encoding.ASCII.GetString(bases));
    }
}
