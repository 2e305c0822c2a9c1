using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Augmentation;
using Cistron.Sequences.Randomness;

namespace Cistron.Sequences.Tests.Augmentation;

public class RandomSpanMaskTests
{
    [Theory]
    [InlineData(0.15, 6, 101)]
    [InlineData(0.5, 3, 20)]
    [InlineData(1, 4, 10)]
    [InlineData(0.15, 6, 5)]
    public void Whole_stretches_are_hidden_and_the_rest_stays(double share, int spanLength, int length)
    {
        double wanted = Math.Min(share * length / spanLength, length / spanLength);
        long stretches = 0;
        const int Rounds = 2_000;
        for (int round = 0; round < Rounds; round++)
        {
            RandomStream draws = RandomStream.For(3, "mask", round);
            byte[] bases = Draws.Bases(draws, length, Draws.Marked);

            byte[] masked = new RandomSpanMask(share, spanLength).Apply(bases, Alphabet.Dna, draws);

            int hidden = masked.Count(Draws.IsFilled);
            Assert.Equal(0, hidden % spanLength);
            Assert.InRange(hidden / spanLength, Math.Floor(wanted), Math.Ceiling(wanted));
            Assert.All(Runs(masked), run => Assert.Equal(0, run % spanLength));
            Assert.All(bases.Zip(masked).Where(pair => !Draws.IsFilled(pair.Second)), pair => Assert.Equal(pair.First, pair.Second));
            stretches += hidden / spanLength;
        }
        // Rounding is a coin of at most half a standard deviation; five of them over all rounds.
        Assert.InRange((double)stretches / Rounds, wanted - 2.5 / Math.Sqrt(Rounds), wanted + 2.5 / Math.Sqrt(Rounds));
    }

    [Fact]
    public void Every_arrangement_is_as_likely()
    {
        const int Rounds = 9_000;
        var starts = new int[8];
        for (int round = 0; round < Rounds; round++)
        {
            byte[] masked = new RandomSpanMask(0.25, 2).Apply("RRRRRRRR"u8, Alphabet.Dna, RandomStream.For(3, "x", round));
            starts[Array.FindIndex(masked, Draws.IsFilled)]++;
        }
        // One stretch of two in eight bases: seven places, a seventh each within five standard deviations.
        Assert.All(starts[..7], count => Assert.InRange(count, Rounds / 7.0 - 166, Rounds / 7.0 + 166));
    }

    private static List<int> Runs(byte[] bases)
    {
        List<int> runs = [];
        for (int i = 0; i < bases.Length; i++)
        {
            if (!Draws.IsFilled(bases[i]))
                continue;
            if (i > 0 && Draws.IsFilled(bases[i - 1]))
                runs[^1]++;
            else
                runs.Add(1);
        }
        return runs;
    }
}
