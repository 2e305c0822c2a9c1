using Cistron.Sequences.Coordinates;
using Cistron.Sequences.Formats.Bed;
using Cistron.Sequences.Randomness;

namespace Cistron.Sequences.Tests.Formats.Bed;

public class BedWriterTests
{
    [Fact]
    public void Positions_are_written_as_they_stand() =>
        Assert.Equal("chr1\t0\t5\t.\t.\t-\n",
            Written(6, [], new BedRecord(new Interval("chr1", 0, 5, Strand.Reverse), "", "", [])));

    [Fact]
    public void Extra_columns_bring_a_header() =>
        Assert.Equal("#chrom\tstart\tend\tname\tpeak\nchr1\t0\t5\ta\t9\n",
            Written(4, ["peak"], new BedRecord(new Interval("chr1", 0, 5), "a", "", ["9"])));

    [Fact]
    public void What_is_written_is_read_back()
    {
        for (int round = 0; round < 500; round++)
        {
            var draws = RandomStream.For(1, "bed", round);
            int own = 3 + (int)draws.NextBelow(4);
            string[] names = [.. new[] { "peak", "gene name", "x" }.Take((int)draws.NextBelow(4))];
            BedRecord[] records =
                [.. Enumerable.Range(0, 1 + (int)draws.NextBelow(5)).Select(_ => Draw(draws, own, names))];

            using var reader = new BedReader(Texts.Lines(Written(own, names, records)));

            Assert.Equal(names, reader.ExtraNames);
            Assert.Equal(records.Select(Show), reader.Read().Select(Show));
        }
    }

    [Theory]
    [InlineData("", "a")]
    [InlineData("#chr1", "a")]
    [InlineData("track", "a")]
    [InlineData("chr1", "a\tb")]
    [InlineData("chr1", "a\nb")]
    public void A_record_that_would_not_read_back_is_refused(string chromosome, string name) =>
        Assert.Throws<ArgumentException>(
            () => Written(4, [], new BedRecord(new Interval(chromosome, 0, 1), name, "", [])));

    [Fact]
    public void Extra_columns_need_names_of_their_own()
    {
        var record = new BedRecord(new Interval("chr1", 0, 5), "", "", ["9"]);

        Assert.Throws<ArgumentException>(() => Written(3, [], record));
        Assert.Throws<ArgumentException>(() => Written(3, ["Name"], record));
    }

    private static BedRecord Draw(RandomStream draws, int own, string[] names)
    {
        long start = draws.NextBelow(1_000_000);
        var strand = own == 6 ? (Strand)draws.NextBelow(3) : Strand.Unknown;
        var place = new Interval($"chr{draws.NextBelow(3)}", start, start + draws.NextBelow(100), strand);
        string name = own > 3 && draws.NextBelow(2) == 0 ? "a name" : "";
        string score = own > 4 && draws.NextBelow(2) == 0 ? $"{draws.NextBelow(1000)}" : "";
        return new BedRecord(place, name, score, [.. names.Select(_ => $"value {draws.NextBelow(9)}")]);
    }

    private static string Show(BedRecord record) =>
        $"{record.Place}|{record.Name}|{record.Score}|{string.Join(',', record.Extra)}";

    private static string Written(int own, string[] names, params BedRecord[] records)
    {
        var text = new MemoryStream();
        var writer = new BedWriter(text, own, names);
        foreach (BedRecord record in records)
            writer.Write(record);
        return Texts.String(text.ToArray());
    }
}
