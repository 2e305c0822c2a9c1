using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Augmentation;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Tests.Formats;

namespace Cistron.Sequences.Tests.Augmentation;

public class RandomBasePairSwapTests
{
    private static readonly DotBracket Hairpin = new("((((...))))");

    [Fact]
    public void Pairs_become_other_Watson_Crick_pairs_and_the_rest_stays()
    {
        HashSet<string> seen = [];
        for (int round = 0; round < 500; round++)
        {
            byte[] bases = "GGCAAAAUGCU"u8.ToArray();

            byte[] changed = new RandomBasePairSwap(Hairpin, 1).Apply(bases, Alphabet.Rna, RandomStream.For(3, "x", round));

            Assert.Equal("AAA", Texts.String(changed.AsSpan(4, 3)));
            Assert.All(Hairpin.Pairs, pair =>
            {
                Assert.Equal(Alphabet.Rna.Complement(changed[pair.Left]), changed[pair.Right]);
                Assert.NotEqual((bases[pair.Left], bases[pair.Right]), (changed[pair.Left], changed[pair.Right]));
            });
            seen.Add(Texts.String([changed[0], changed[^1], changed[3], changed[7]]));
        }
        // G with U may become any of four, A with U any of three.
        Assert.Equal(12, seen.Count);
    }

    [Fact]
    public void Mismatches_and_ambiguity_letters_stay()
    {
        byte[] changed = new RandomBasePairSwap(new DotBracket("(((...)))"), 1).Apply(
            "GANAAANGC"u8, Alphabet.Rna, RandomStream.For(3, "x"));

        Assert.Equal("ANAAANG", Texts.String(changed.AsSpan()[1..^1]));
        Assert.NotEqual("GC", Texts.String([changed[0], changed[^1]]));
    }

    [Fact]
    public void A_structure_of_another_length_is_refused() =>
        Assert.Throws<ArgumentException>(
            () => new RandomBasePairSwap(Hairpin).Apply("ACG"u8, Alphabet.Rna, RandomStream.For(3, "x")));
}
