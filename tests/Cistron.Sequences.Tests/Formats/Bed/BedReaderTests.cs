using Cistron.Sequences.Formats;
using Cistron.Sequences.Formats.Bed;

namespace Cistron.Sequences.Tests.Formats.Bed;

public class BedReaderTests
{
    [Theory]
    [InlineData("chr1\t0\t5\n", "chr1:0-5|||")]
    [InlineData("chr1\t0\t5\tgene one\n", "chr1:0-5|gene one||")]
    [InlineData("chr1  0 5   a 960\r\n", "chr1:0-5|a|960|")]
    [InlineData("chr1\t0\t5\t.\t.\t-", "chr1:0-5(-)|||")]
    [InlineData("chr1\t7\t7\ta\t0\t+\t7\t7\t0\t1\t0,\t0,\n", "chr1:7-7(+)|a|0|7,7,0,1,0,,0,")]
    public void Three_to_six_columns_are_its_own_and_the_rest_is_kept(string text, string record) =>
        Assert.Equal([record], Records(text));

    [Fact]
    public void Lines_of_browsers_comments_and_blank_lines_are_skipped() =>
        Assert.Equal(["chr1:1-2|||", "track2:3-4|||"],
            Records("browser position chr7:1-100\ntrack name=\"a b\"\n# note\n\nchr1 1 2\n \t\ntrack2 3 4\n"));

    [Fact]
    public void Each_track_may_have_its_own_columns() =>
        Assert.Equal(["chr1:1-2|||", "chr1:3-4|a||"], Records("track name=1\nchr1 1 2\ntrack name=2\nchr1 3 4 a\n"));

    [Theory]
    [InlineData("#chrom\tstart\tend\tname\tpeak\nchr1\t1\t2\ta\t9\n", "chr1:1-2|a||9", "peak")]
    [InlineData("#chr start end gene strand\nchr1 1 2 a x\n", "chr1:1-2|||a,x", "gene,strand")]
    [InlineData("#Chrom\tchromStart\tchromEnd\tName\tScore\tStrand\nchr1\t1\t2\ta\t9\t+\n", "chr1:1-2(+)|a|9|", "")]
    public void A_header_names_the_columns_that_are_not_its_own(string text, string record, string names)
    {
        using var reader = new BedReader(Texts.Lines(text));

        Assert.Equal(names, string.Join(',', reader.ExtraNames));
        Assert.Equal([record], reader.Read().Select(Show));
    }

    [Fact]
    public void A_record_knows_its_line() =>
        Assert.Equal([2L, 4L], Read("# a\nchr1 1 2\n\nchr1 1 2\n").Select(record => record.Line));

    [Theory]
    [InlineData("chr1\t1\t2\nchr1\t5\t4\n", 2, "the start 5 is after the end 4; BED counts from 0")]
    [InlineData("chr1\t-1\t2\n", 1, "the start is '-1'; BED gives places as whole numbers that count from 0")]
    [InlineData("chr1\t1\t2.0\n", 1, "the end is '2.0'")]
    [InlineData("chr1\t1\t99999999999999\n", 1, "the end is '99999999999999'")]
    [InlineData("chr1\t1\n", 1, "the line has 2 columns")]
    [InlineData("chr1\t1\t2\ta\nchr1\t1\t2\n", 2, "the line has 3 columns and those before it 4 columns")]
    [InlineData("chr1\t1\t2\ta\t0\t*\n", 1, "the strand is '*'")]
    [InlineData("\t1\t2\n", 1, "the first column is empty")]
    [InlineData("#chrom start\n", 1, "the line has 2 columns")]
    public void A_wrong_line_is_named_with_what_BED_counts_from(string text, long line, string found)
    {
        var fault = Assert.Throws<InputException>(() => Records(text));

        Assert.StartsWith($"x.bed:{line}: {found}", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing\ntrack name=a\n")]
    public void A_file_without_features_is_refused(string text) =>
        Assert.Contains("there is no feature in the file",
            Assert.Throws<InputException>(() => Records(text)).Message, StringComparison.Ordinal);

    private static List<BedRecord> Read(string text)
    {
        using var reader = new BedReader(Texts.Lines(text, "x.bed"));
        return [.. reader.Read()];
    }

    private static IEnumerable<string> Records(string text) => Read(text).Select(Show);

    private static string Show(BedRecord record) =>
        $"{record.Place}|{record.Name}|{record.Score}|{string.Join(',', record.Extra)}";
}
