using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Augmentation;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Tests.Formats;

namespace Cistron.Sequences.Tests.Augmentation;

public class RandomDeletionTests
{
    [Fact]
    public void A_stretch_is_taken_out_and_both_ends_are_filled()
    {
        HashSet<int> lengths = [];
        for (int round = 0; round < 3_000; round++)
        {
            RandomStream draws = RandomStream.For(3, "deletion", round);
            byte[] bases = Draws.Bases(draws, 40, Draws.Marked);

            byte[] changed = new RandomDeletion(6).Apply(bases, Alphabet.Dna, draws);

            int left = changed.TakeWhile(Draws.IsFilled).Count();
            int right = changed.Reverse().TakeWhile(Draws.IsFilled).Count();
            int length = left + right;
            Assert.Equal(length / 2, left);
            string rest = Texts.String(changed.AsSpan()[left..^right]);
            Assert.Contains(rest, Enumerable.Range(0, 41 - length).Select(
                place => Texts.String([.. bases[..place], .. bases[(place + length)..]])));
            lengths.Add(length);
        }
        Assert.Equal(Enumerable.Range(0, 7), lengths.Order());
    }
}
