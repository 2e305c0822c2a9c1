using Cistron.Sequences.Coordinates;
using Cistron.Sequences.Randomness;
using Cistron.Training.GenomeScans;

namespace Cistron.Training.Tests.GenomeScans;

public sealed class ScanGridTests
{
    [Theory]
    [InlineData(9, 0)]
    [InlineData(10, 1)]
    [InlineData(12, 1)]
    [InlineData(13, 2)]
    public void A_rest_shorter_than_a_step_has_no_window(long length, long windows) =>
        Assert.Equal(windows, new ScanGrid(10, 3, 5).Windows(length));

    [Fact]
    public void The_place_of_a_window_is_the_step_around_its_origin_on_either_strand()
    {
        var grid = new ScanGrid(WindowBases: 150, StepBases: 10, Origin: 100);

        Assert.Equal((1100, 1049), (grid.Base(1000, Strand.Forward), grid.Base(1000, Strand.Reverse)));
        Assert.Equal(new Interval("a", 1095, 1105, Strand.Forward), grid.Cell("a", 5000, 1000, Strand.Forward));
        Assert.Equal(new Interval("a", 1045, 1055, Strand.Reverse), grid.Cell("a", 5000, 1000, Strand.Reverse));
    }

    [Fact]
    public void Places_lie_side_by_side_within_the_sequence_and_hold_their_base()
    {
        for (int round = 0; round < 500; round++)
        {
            var draws = RandomStream.For(5, "grid", round);
            var (grid, length) = Draw(draws);
            foreach (var strand in new[] { Strand.Forward, Strand.Reverse })
            {
                Interval? last = null;
                for (long window = 0; window < grid.Windows(length); window++)
                {
                    Interval cell = grid.Cell("a", length, window * grid.StepBases, strand);
                    long marked = grid.Base(window * grid.StepBases, strand);

                    Assert.InRange(marked, Math.Max(0, cell.Start), Math.Min(length, cell.End) - 1);
                    Assert.True(last is null || last.Value.End == cell.Start);
                    last = cell;
                }
            }
        }
    }

    [Fact]
    public void The_reverse_strand_mirrors_the_forward_one()
    {
        for (int round = 0; round < 500; round++)
        {
            var (grid, length) = Draw(RandomStream.For(6, "grid", round));
            for (long start = 0; start + grid.WindowBases <= length; start += grid.StepBases)
            {
                Interval forward = grid.Cell("a", length, start, Strand.Forward);
                Interval reverse = grid.Cell("a", length, length - grid.WindowBases - start, Strand.Reverse);

                Assert.Equal((length - forward.End, length - forward.Start), (reverse.Start, reverse.End));
            }
        }
    }

    private static (ScanGrid Grid, long Length) Draw(RandomStream draws)
    {
        int window = 1 + (int)draws.NextBelow(30);
        return (new ScanGrid(window, 1 + (int)draws.NextBelow(12), (int)draws.NextBelow(window)), draws.NextBelow(120));
    }
}
