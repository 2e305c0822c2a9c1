using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Tests.Formats;

namespace Cistron.Sequences.Tests.Alphabets;

public class ReverseComplementTests
{
    [Theory]
    [InlineData("dna", "AACGTNR", "YNACGTT")]
    [InlineData("rna", "AACGU", "ACGUU")]
    [InlineData("dna", "AAccGtnR", "YnaCggTT")]
    [InlineData("dna", "A", "T")]
    [InlineData("dna", "", "")]
    public void The_other_strand_is_read_in_its_own_direction(string alphabet, string bases, string expected)
    {
        byte[] reverse = ReverseComplement.Of(Texts.Ascii(bases), Alphabet.Named(alphabet));

        Assert.Equal(expected, Texts.String(reverse));
    }

    [Theory]
    [InlineData("dna")]
    [InlineData("rna")]
    public void Twice_is_the_sequence_itself(string name)
    {
        var alphabet = Alphabet.Named(name);
        byte[] letters = [.. alphabet.Letters, .. alphabet.AmbiguityLetters];

        for (int i = 0; i < 200; i++)
        {
            var stream = RandomStream.For(1, name, i);
            byte[] bases = new byte[stream.NextBelow(50)];
            foreach (ref byte letter in bases.AsSpan())
                letter = letters[stream.NextBelow(letters.Length)];

            byte[] once = ReverseComplement.Of(bases, alphabet);

            Assert.Equal(bases, ReverseComplement.Of(once, alphabet));
        }
    }

    [Fact]
    public void A_foreign_letter_leaves_the_sequence_as_it_was()
    {
        byte[] bases = Texts.Ascii("ACG-T");

        Assert.Throws<ArgumentException>(() => ReverseComplement.InPlace(bases, Alphabet.Dna));
        Assert.Equal("ACG-T", Texts.String(bases));
        Assert.Throws<ArgumentException>(() => ReverseComplement.Of("MKV"u8, Alphabet.Protein));
    }
}
