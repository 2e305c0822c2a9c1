using System.Globalization;
using System.Text;
using Cistron.Sequences.Coordinates;
using Cistron.Sequences.Formats.Bed;
using Cistron.Sequences.Formats.BedGraph;
using Cistron.Sequences.Randomness;

namespace Cistron.Sequences.Tests.Formats.BedGraph;

public class BedGraphWriterTests
{
    [Fact]
    public void A_track_line_comes_first_and_values_have_at_most_four_decimals() =>
        Assert.Equal("track type=bedGraph name=\"P\" description=\"of a\"\nchr1\t0\t5\t0.1235\nchr1\t5\t6\t1\n",
            Written("P", "of a", (new Interval("chr1", 0, 5), 0.12345678), (new Interval("chr1", 5, 6, Strand.Reverse), 1)));

    [Fact]
    public void Words_cannot_leave_their_quotes() =>
        Assert.Equal("track type=bedGraph name=\"a  b\" description=\" \"\n", Written("a\"\nb", "\t"));

    [Fact]
    public void What_is_written_is_read_back_as_BED()
    {
        for (int round = 0; round < 200; round++)
        {
            var draws = RandomStream.For(3, "bedgraph", round);
            var places = new List<(Interval Place, double Value)>();
            for (int chromosome = 0; chromosome < 3; chromosome++)
                for (long end = 0, i = draws.NextBelow(5); i > 0; i--)
                {
                    long start = end + draws.NextBelow(3);
                    end = start + 1 + draws.NextBelow(9);
                    places.Add((new Interval($"chr{chromosome}", start, end), draws.NextBelow(10_001) / 10_000.0));
                }
            if (places.Count == 0)
                continue;

            using var reader = new BedReader(Texts.Lines(Written("x", "y", [.. places])));

            Assert.Equal(places, reader.Read().Select(record => (record.Place, double.Parse(record.Name, CultureInfo.InvariantCulture))));
        }
    }

    [Fact]
    public void A_stretch_that_is_empty_or_goes_back_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Written("", "", (new Interval("a", 3, 3), 0)));
        Assert.Throws<ArgumentException>(() => Written("", "", (new Interval("a", 3, 6), 0), (new Interval("a", 5, 9), 0)));
        Written("", "", (new Interval("a", 3, 6), 0), (new Interval("b", 0, 9), 0));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("#chr1", false)]
    [InlineData("track", false)]
    [InlineData("browser", false)]
    [InlineData("a b", false)]
    [InlineData("tracks", true)]
    public void A_name_that_would_not_be_read_back_is_refused(string name, bool isGood)
    {
        Assert.Equal(isGood, BedGraphWriter.CanName(name));
        if (!isGood)
            Assert.Throws<ArgumentException>(() => Written("", "", (new Interval(name, 0, 1), 0)));
    }

    private static string Written(string name, string description, params (Interval Place, double Value)[] places)
    {
        using var text = new MemoryStream();
        var writer = new BedGraphWriter(text, name, description);
        foreach ((Interval place, double value) in places)
            writer.Write(place, value);
        return Encoding.UTF8.GetString(text.ToArray());
    }
}
