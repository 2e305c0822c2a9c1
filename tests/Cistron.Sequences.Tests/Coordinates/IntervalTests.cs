using Cistron.Sequences.Coordinates;

namespace Cistron.Sequences.Tests.Coordinates;

public class IntervalTests
{
    [Theory]
    [InlineData(0, 10, false)]
    [InlineData(0, 11, true)]
    [InlineData(19, 30, true)]
    [InlineData(20, 30, false)]
    [InlineData(12, 15, true)]
    public void Intervals_overlap_when_they_have_a_base_in_common(long start, long end, bool overlaps)
    {
        var interval = new Interval("chr1", 10, 20);

        Assert.Equal(overlaps, interval.Overlaps(new Interval("chr1", start, end, Strand.Reverse)));
        Assert.Equal(overlaps, new Interval("chr1", start, end).Overlaps(interval));
        Assert.False(interval.Overlaps(new Interval("chr2", start, end)));
    }

    [Theory]
    [InlineData(10, 20, true)]
    [InlineData(12, 15, true)]
    [InlineData(9, 15, false)]
    [InlineData(12, 21, false)]
    public void An_interval_contains_another_when_it_has_all_of_its_bases(long start, long end, bool contains)
    {
        Assert.Equal(contains, new Interval("chr1", 10, 20).Contains(new Interval("chr1", start, end)));
    }

    [Fact]
    public void An_interval_is_written_with_its_strand()
    {
        Assert.Equal("chr1:10-20(-)", new Interval("chr1", 10, 20, Strand.Reverse).ToString());
        Assert.Equal("chr1:10-20", new Interval("chr1", 10, 20).ToString());
    }
}
