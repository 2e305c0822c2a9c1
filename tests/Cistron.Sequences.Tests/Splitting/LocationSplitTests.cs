using Cistron.Sequences.Coordinates;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Splitting;

namespace Cistron.Sequences.Tests.Splitting;

public class LocationSplitTests
{
    private static readonly PartRegions[] Parts =
    [
        PartRegions.Parse("train", "chr1", "chr2:0-1000"),
        PartRegions.Parse("test", "chr2:1000-2000", "chr2:2000-3000", "chr3:50-60"),
    ];

    [Theory]
    [InlineData("chr1", 0, 10, 0)]
    [InlineData("chr1", 9_000_000_000, 9_000_000_010, 0)]
    [InlineData("chr2", 990, 1000, 0)]
    [InlineData("chr2", 1000, 1010, 1)]
    [InlineData("chr2", 1990, 2010, 1)]
    [InlineData("chr2", 995, 1005, -1)]
    [InlineData("chr2", 2995, 3005, -1)]
    [InlineData("chr2", 3000, 3010, -1)]
    [InlineData("chr3", 40, 70, -1)]
    [InlineData("chr3", 50, 60, 1)]
    [InlineData("chr4", 0, 10, -1)]
    public void A_row_is_in_the_part_that_has_all_its_bases(string sequence, long start, long end, int part)
    {
        foreach (Strand strand in Enum.GetValues<Strand>())
            Assert.Equal([part], LocationSplit.Of([new Interval(sequence, start, end, strand)], Parts).PartOf);
    }

    [Fact]
    public void Dropped_rows_are_counted_by_the_reason()
    {
        Split split = LocationSplit.Of(
            [new("chr2", 995, 1005), new("chr2", 3000, 3010), new("chr4", 0, 10), new("chr1", 0, 10)], Parts);

        Assert.Equal([new("across a border", 1), new("in no region", 2)], split.Dropped);
        Assert.Equal([1, 0], split.Counts);
        Assert.Equal([1, 0], split.Shares);
        Assert.Equal(["'test' has no rows"], split.Warnings);
    }

    [Fact]
    public void The_rest_takes_what_touches_no_region()
    {
        Split split = LocationSplit.Of(
            [new("chr2", 995, 1005), new("chr2", 2995, 3005), new("chr2", 3000, 3010), new("chr4", 0, 10)],
            Parts, "rest");

        Assert.Equal(["train", "test", "rest"], split.Parts);
        Assert.Equal([-1, -1, 2, 2], split.PartOf);
    }

    [Fact]
    public void Parts_that_overlap_are_refused()
    {
        var fault = Assert.Throws<ArgumentException>(() => LocationSplit.Of(
            [], [PartRegions.Parse("train", "chr1:0-100", "chr1:10-20"), PartRegions.Parse("test", "chr1:99-200")]));

        Assert.Equal("The parts train and test overlap on chr1.", fault.Message);
    }

    [Theory]
    [InlineData("chr8", "chr8", 0, long.MaxValue)]
    [InlineData("chr8:1000-2000", "chr8", 1000, 2000)]
    [InlineData("HLA-A*01:01", "HLA-A*01:01", 0, long.MaxValue)]
    [InlineData("HLA-A*01:01:5-7", "HLA-A*01:01", 5, 7)]
    [InlineData("chr8:5-x", "chr8:5-x", 0, long.MaxValue)]
    [InlineData("chr8:5", "chr8:5", 0, long.MaxValue)]
    public void A_region_is_a_name_with_or_without_a_stretch(string text, string sequence, long start, long end)
    {
        Assert.Equal(new Interval(sequence, start, end), PartRegions.Region(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData(":5-7")]
    [InlineData("chr8:7-7")]
    [InlineData("chr8:8-7")]
    public void A_region_without_a_name_or_a_base_is_refused(string text)
    {
        Assert.Throws<ArgumentException>(() => PartRegions.Region(text));
    }

    [Fact]
    public void Rows_of_different_parts_have_no_base_in_common()
    {
        for (int trial = 0; trial < 200; trial++)
        {
            RandomStream draws = RandomStream.For(1, "regions", trial);
            // Borders cut a sequence into regions, which are dealt to two parts and to none.
            long[] borders = [.. Enumerable.Range(0, 10).Select(_ => draws.NextBelow(500)).Distinct().Order()];
            List<Interval>[] regions = [[], [], []];
            foreach ((long start, long end) in borders.Zip(borders.Skip(1)))
                regions[draws.NextBelow(3)].Add(new Interval("chr1", start, end));
            Interval[] rows = [.. Enumerable.Range(0, 100).Select(_ => draws.NextBelow(500))
                .Select(start => new Interval("chr1", start, start + 1 + draws.NextBelow(40)))];

            Split split = LocationSplit.Of(rows, [new("a", regions[0]), new("b", regions[1])]);

            for (int row = 0; row < rows.Length; row++)
            {
                int[] places = [.. Enumerable.Range((int)rows[row].Start, (int)rows[row].Length)
                    .Select(place => Array.FindIndex(regions[..2], part => part.Exists(
                        region => region.Contains(new Interval("chr1", place, place + 1)))))
                    .Distinct()];
                Assert.Equal(places.Length == 1 ? places[0] : Split.NoPart, split.PartOf[row]);
            }
        }
    }
}
