using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Augmentation;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Tests.Formats;

namespace Cistron.Sequences.Tests.Augmentation;

public class RandomReverseComplementTests
{
    [Fact]
    public void Twice_is_the_sequence_again()
    {
        var always = new RandomReverseComplement(1);
        byte[] once = always.Apply("AACGTNR"u8, Alphabet.Dna, RandomStream.For(1, "x"));

        Assert.Equal("YNACGTT", Texts.String(once));
        Assert.Equal("AACGTNR", Texts.String(always.Apply(once, Alphabet.Dna, RandomStream.For(1, "x"))));
    }

    [Fact]
    public void Both_strands_are_as_frequent_and_nothing_between_them_occurs()
    {
        string[] seen = [.. Enumerable.Range(0, 2_000).Select(
            i => Texts.String(new RandomReverseComplement().Apply("AACG"u8, Alphabet.Dna, RandomStream.For(1, "x", i))))];

        Assert.Equal(["AACG", "CGTT"], seen.Distinct().Order());
        // Five standard deviations of a fair coin.
        Assert.InRange(seen.Count(bases => bases == "AACG"), 1_000 - 112, 1_000 + 112);
    }
}
