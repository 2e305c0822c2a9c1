using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Augmentation;
using Cistron.Sequences.Randomness;

namespace Cistron.Sequences.Tests.Augmentation;

public class RandomInsertionTests
{
    [Fact]
    public void A_stretch_is_put_in_and_both_ends_lose_half_of_it()
    {
        HashSet<int> lengths = [];
        for (int round = 0; round < 3_000; round++)
        {
            RandomStream draws = RandomStream.For(3, "insertion", round);
            byte[] bases = Draws.Bases(draws, 40, Draws.Marked);

            byte[] changed = new RandomInsertion(6).Apply(bases, Alphabet.Dna, draws);

            int start = Array.FindIndex(changed, Draws.IsFilled);
            int end = Array.FindLastIndex(changed, Draws.IsFilled) + 1;
            if (start < 0)
            {
                lengths.Add(0);
                Assert.Equal(bases, changed);
                continue;
            }
            Assert.All(changed[start..end], letter => Assert.True(Draws.IsFilled(letter)));
            if (start == 0 || end == changed.Length)
                continue;
            int length = end - start;
            int lost = length / 2;
            Assert.Equal(bases[lost..(lost + start)], changed[..start]);
            Assert.Equal(bases[(lost + start)..^(length - lost)], changed[end..]);
            lengths.Add(length);
        }
        Assert.Equal(Enumerable.Range(0, 7), lengths.Order());
    }
}
