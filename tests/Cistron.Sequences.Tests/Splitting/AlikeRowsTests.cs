using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Similarity;
using Cistron.Sequences.Splitting;

namespace Cistron.Sequences.Tests.Splitting;

public class AlikeRowsTests
{
    private static readonly PartShares Shares = new(("train", 0.6), ("dev", 0.2), ("test", 0.2));

    [Fact]
    public void No_pair_of_similar_rows_is_left_across_parts()
    {
        for (int round = 0; round < 20; round++)
        {
            byte[][] rows = Families(RandomStream.For(1, "alike", round), 120);
            var search = new SimilaritySearch(rows, new SimilarityOptions(Alphabet.Dna));
            Split drawn = RandomSplit.Of(rows.Length, Shares, (ulong)round);

            Split left = drawn.WithoutAlike(search);

            Assert.All(search.Pairs(), pair => Assert.True(OnOneSide(left, pair.First, pair.Second)));
            Assert.All(Pairs(rows.Length), pair => Assert.True(
                search.Duplicates.GroupOf[pair.One] != search.Duplicates.GroupOf[pair.Other] || OnOneSide(left, pair.One, pair.Other)));
            Assert.Equal(drawn.Counts[2], left.Counts[2]);
            Assert.Equal(rows.Length, left.Counts.Sum() + left.Dropped.Sum(dropped => dropped.Count));
        }
    }

    [Fact]
    public void Rows_that_are_alike_nothing_of_a_later_part_stay()
    {
        byte[][] rows = Families(RandomStream.For(2, "alike"), 120);
        var search = new SimilaritySearch(rows, new SimilarityOptions(Alphabet.Dna));
        Split drawn = RandomSplit.Of(rows.Length, Shares, 1);

        Split left = drawn.WithoutAlike(search);

        int[] lonely = [.. Enumerable.Range(0, rows.Length).Where(row => drawn.PartOf[row] == 0
            && !search.Pairs().Any(pair => search.Duplicates.GroupOf[row] == search.Duplicates.GroupOf[pair.First]
                || search.Duplicates.GroupOf[row] == search.Duplicates.GroupOf[pair.Second])
            && search.Duplicates.GroupOf.Count(group => group == search.Duplicates.GroupOf[row]) == 1)];
        Assert.NotEmpty(lonely);
        Assert.All(lonely, row => Assert.Equal(0, left.PartOf[row]));
    }

    [Fact]
    public void Equal_rows_within_a_part_stay_both()
    {
        byte[] bases = "ACGTTGCAAGGCTTACGATCGATTACAGGCATTAGCAT"u8.ToArray();
        var search = new SimilaritySearch([bases, bases], new SimilarityOptions(Alphabet.Dna));

        Split left = RandomSplit.Of(2, new PartShares(("train", 1)), 1).WithoutAlike(search);

        Assert.Equal([0, 0], left.PartOf);
        Assert.Empty(left.Dropped);
    }

    private static bool OnOneSide(Split split, int one, int other) => split.PartOf[one] == split.PartOf[other]
        || split.PartOf[one] == Split.NoPart || split.PartOf[other] == Split.NoPart;

    private static IEnumerable<(int One, int Other)> Pairs(int count) =>
        Enumerable.Range(0, count).SelectMany(one => Enumerable.Range(one + 1, count - one - 1).Select(other => (one, other)));

    // A third of the rows stem from earlier ones: equal, turned round, or with a few bases changed.
    private static byte[][] Families(RandomStream draws, int count)
    {
        var rows = new List<byte[]>();
        for (int row = 0; row < count; row++)
        {
            bool isNew = row < 3 || draws.NextBelow(3) > 0;
            byte[] bases = isNew
                ? [.. Enumerable.Range(0, 80).Select(_ => "ACGT"u8[(int)draws.NextBelow(4)])]
                : (byte[])rows[(int)draws.NextBelow(row)].Clone();
            if (!isNew && draws.NextBelow(2) == 0)
                ReverseComplement.InPlace(bases, Alphabet.Dna);
            if (!isNew)
                for (long change = draws.NextBelow(6); change > 0; change--)
                    bases[(int)draws.NextBelow(80)] = "ACGT"u8[(int)draws.NextBelow(4)];
            rows.Add(bases);
        }
        return [.. rows];
    }
}
