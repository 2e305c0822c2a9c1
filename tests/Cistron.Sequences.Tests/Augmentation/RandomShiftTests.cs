using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Augmentation;
using Cistron.Sequences.Randomness;

namespace Cistron.Sequences.Tests.Augmentation;

public class RandomShiftTests
{
    [Fact]
    public void What_stays_in_the_window_keeps_its_order_and_the_rest_is_filled()
    {
        HashSet<int> shifts = [];
        for (int round = 0; round < 2_000; round++)
        {
            RandomStream draws = RandomStream.For(3, "shift", round);
            byte[] bases = Draws.Bases(draws, 30, Draws.Marked);

            byte[] shifted = new RandomShift(5).Apply(bases, Alphabet.Dna, draws);

            int left = shifted.TakeWhile(Draws.IsFilled).Count();
            int right = shifted.Reverse().TakeWhile(Draws.IsFilled).Count();
            Assert.True(left == 0 || right == 0);
            Assert.Equal(bases[right..^left], shifted[left..^right]);
            shifts.Add(left - right);
        }
        Assert.Equal(Enumerable.Range(-5, 11), shifts.Order());
    }

    [Fact]
    public void A_sequence_shorter_than_the_shift_is_filled_at_most()
    {
        for (int round = 0; round < 100; round++)
            Assert.Equal(3, new RandomShift(50).Apply("RRR"u8, Alphabet.Dna, RandomStream.For(3, "x", round)).Length);
    }
}
