using Cistron.Sequences.Labelling;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Tests.Formats;

namespace Cistron.Sequences.Tests.Labelling;

public class DinucleotideShuffleTests
{
    [Fact]
    public void Every_pair_of_neighbours_is_as_frequent_as_before()
    {
        for (int round = 0; round < 2_000; round++)
        {
            var draws = RandomStream.For(1, "sequence", round);
            byte[] bases = new byte[draws.NextBelow(300)];
            string letters = round % 3 == 0 ? "ACGTN" : round % 3 == 1 ? "ACGT" : "AAAAAAAAAAC";
            foreach (ref byte letter in bases.AsSpan())
                letter = (byte)letters[(int)draws.NextBelow(letters.Length)];

            byte[] shuffled = DinucleotideShuffle.Of(bases, RandomStream.For(2, "shuffle", round));

            Assert.Equal(Pairs(bases), Pairs(shuffled));
            Assert.Equal(bases.Length, shuffled.Length);
            if (bases.Length > 0)
                Assert.Equal((bases[0], bases[^1]), (shuffled[0], shuffled[^1]));
        }
    }

    [Theory]
    [InlineData("ACAGATACGAT")]
    [InlineData("AACAGTTTAAGCA")]
    [InlineData("ACCGTCAGGTCA")]
    public void Every_order_is_equally_likely(string bases)
    {
        const int Draws = 40_000;
        Dictionary<string, int> counts = Orders(bases).ToDictionary(order => order, _ => 0);

        for (int i = 0; i < Draws; i++)
            counts[Texts.String(DinucleotideShuffle.Of(Texts.Ascii(bases), RandomStream.For(3, "shuffle", i)))]++;

        // Chi-square with n - 1 degrees of freedom has mean n - 1 and variance 2 (n - 1); five deviations never happen.
        double expected = (double)Draws / counts.Count;
        double chiSquare = counts.Values.Sum(count => (count - expected) * (count - expected) / expected);
        int freedom = counts.Count - 1;
        Assert.InRange(counts.Count, 10, 5_000);
        Assert.InRange(chiSquare, freedom - 5 * Math.Sqrt(2.0 * freedom), freedom + 5 * Math.Sqrt(2.0 * freedom));
    }

    [Theory]
    [InlineData("")]
    [InlineData("A")]
    [InlineData("ACG")]
    [InlineData("AAAAAA")]
    [InlineData("AAACCC")]
    public void Where_there_is_one_order_it_stays(string bases) =>
        Assert.Equal(bases, Texts.String(DinucleotideShuffle.Of(Texts.Ascii(bases), RandomStream.For(1, "shuffle"))));

    [Fact]
    public void A_letter_with_one_way_out_among_many_takes_no_long_search()
    {
        byte[] bases = Texts.Ascii(new string('A', 500_000) + new string('C', 500_000) + "G");

        byte[] shuffled = DinucleotideShuffle.Of(bases, RandomStream.For(1, "shuffle"));

        Assert.Equal(bases, shuffled);
    }

    // All sequences with the same pairs and the same first letter, by trying every one.
    private static List<string> Orders(string bases)
    {
        Dictionary<string, int> left = Enumerable.Range(0, bases.Length - 1)
            .GroupBy(i => bases.Substring(i, 2)).ToDictionary(group => group.Key, group => group.Count());
        List<string> orders = [];
        Extend(bases[..1]);
        return orders;

        void Extend(string start)
        {
            if (start.Length == bases.Length)
                orders.Add(start);
            foreach (string pair in left.Keys.Where(pair => pair[0] == start[^1] && left[pair] > 0).ToList())
            {
                left[pair]--;
                Extend(start + pair[1]);
                left[pair]++;
            }
        }
    }

    private static SortedDictionary<string, int> Pairs(byte[] bases)
    {
        var pairs = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i + 1 < bases.Length; i++)
        {
            string pair = Texts.String(bases.AsSpan(i, 2));
            pairs[pair] = pairs.GetValueOrDefault(pair) + 1;
        }
        return pairs;
    }
}
