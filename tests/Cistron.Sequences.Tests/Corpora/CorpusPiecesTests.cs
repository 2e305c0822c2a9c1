using Cistron.Sequences.Corpora;

namespace Cistron.Sequences.Tests.Corpora;

public class CorpusPiecesTests
{
    private static readonly CorpusRegion[] Regions = [new(0, 0, 100), new(1, 100, 107), new(3, 250, 290), new(4, 290, 291)];

    [Fact]
    public void Pieces_hold_every_base_once_wherever_they_are_cut()
    {
        for (int bases = 1; bases < 120; bases += 7)
        {
            for (int offset = 0; offset < bases; offset++)
            {
                var pieces = new CorpusPieces(Regions, bases, offset);
                var all = Enumerable.Range(0, (int)pieces.Count).Select(i => pieces[i]).ToArray();

                Assert.All(all, piece => Assert.InRange(piece.Length, 1, bases));
                Assert.Equal(
                    Regions.SelectMany(region => Bases(region).Select(place => (region.Record, place))),
                    all.SelectMany(piece => Bases(piece).Select(place => (piece.Record, place))));
            }
        }

        static IEnumerable<long> Bases(CorpusRegion region) =>
            Enumerable.Range(0, (int)region.Length).Select(i => region.Start + i);
    }

    [Fact]
    public void The_offset_moves_the_borders_of_long_regions_and_leaves_short_ones_whole()
    {
        var pieces = new CorpusPieces(Regions, bases: 40, offset: 15);

        Assert.Equal(
            [
                new CorpusRegion(0, 0, 15), new(0, 15, 55), new(0, 55, 95), new(0, 95, 100), new(1, 100, 107), new(3, 250, 290),
                new(4, 290, 291),
            ],
            Enumerable.Range(0, (int)pieces.Count).Select(i => pieces[i]));
    }
}
