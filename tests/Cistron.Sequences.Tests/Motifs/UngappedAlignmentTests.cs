using System.Text;
using Cistron.Sequences.Motifs;
using Cistron.Sequences.Randomness;

namespace Cistron.Sequences.Tests.Motifs;

public sealed class UngappedAlignmentTests
{
    [Theory]
    [InlineData("TGACTCA", "GACTC", 5, 1)]
    [InlineData("GACTC", "TGACTCA", 5, -1)]
    [InlineData("ATGAC", "GACTCA", 3, 2)]
    [InlineData("AAAA", "TTTT", 0, -3)]
    public void The_second_lies_where_most_of_its_bases_match(string first, string second, int matches, int offset) =>
        Assert.Equal(new UngappedAlignment(matches, offset), Of(first, second));

    [Fact]
    public void Both_ways_round_the_matches_are_as_many()
    {
        for (int draw = 0; draw < 200; draw++)
        {
            var draws = RandomStream.For(1, "alignments", draw);
            string Random() => string.Concat(Enumerable.Range(0, 1 + (int)draws.NextBelow(12)).Select(_ => "ACGT"[(int)draws.NextBelow(4)]));
            string first = Random(), second = Random();

            Assert.Equal(Of(first, second).Matches, Of(second, first).Matches);
            Assert.Equal(first.Length, Of(first, first).Matches);
        }
    }

    private static UngappedAlignment Of(string first, string second) =>
        UngappedAlignment.Of(Encoding.ASCII.GetBytes(first), Encoding.ASCII.GetBytes(second));
}
