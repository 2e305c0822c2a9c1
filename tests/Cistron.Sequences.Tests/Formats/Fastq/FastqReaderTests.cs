using Cistron.Sequences.Formats;
using Cistron.Sequences.Formats.Fastq;

namespace Cistron.Sequences.Tests.Formats.Fastq;

public class FastqReaderTests
{
    [Theory]
    [InlineData("@a first one\nACGT\n+\n!\"#~\n@b\nG\n+b\nI\n")]
    [InlineData("@a first one\r\nACGT\r\n+\r\n!\"#~\r\n@b\r\nG\r\n+\r\nI")]
    [InlineData("\n@a \tfirst one \nACGT\n+a first one\n!\"#~\n\n  \n@b\nG\n+\nI\n\n")]
    [InlineData("\u00ef\u00bb\u00bf@a first one\nACGT\n+\n!\"#~\n@b\nG\n+\nI\n")]
    public void Records_are_read_whatever_the_line_ends_and_blank_lines(string text) =>
        Assert.Equal(["a|first one|ACGT|0,1,2,93", "b||G|40"],
            Read(text).Select(r => $"{r.Id}|{r.Description}|{Texts.String(r.Bases)}|{string.Join(',', r.Qualities)}"));

    [Fact]
    public void A_record_knows_the_line_of_its_header() =>
        Assert.Equal([2L, 6L], Read("\n@a\nAC\n+\nII\n@b\nA\n+\nI\n").Select(record => record.Line));

    [Fact]
    public void Qualities_may_begin_with_the_marks_of_a_header_and_a_separator() =>
        Assert.Equal(["AC", "GT"], Read("@a\nAC\n+\n@a\n@b\nGT\n+\n+>\n").Select(record => Texts.String(record.Bases)));

    [Fact]
    public void Empty_reads_are_records_of_length_0() =>
        Assert.Equal([0, 1, 0], Read("@a\n\n+\n\n@b\nA\n+\nI\n@c\n\n+\n\n").Select(record => record.Bases.Length));

    [Fact]
    public void Letters_are_taken_as_they_stand() =>
        Assert.Equal("acgN-*x .", Texts.String(Assert.Single(Read("@a\nacgN-*x .\n+\nIIIIIIIII\n")).Bases));

    [Theory]
    [InlineData("@a\nACGT\nACGT\n+\nIIII\nIIII\n", 3, "begins with 'ACGT' instead of '+'", "join the lines")]
    [InlineData("@HD\tVN:1.6\n@SQ\tSN:chr1\tLN:9\n@SQ\tSN:chr2\tLN:9\n", 3, "begins with '@SQ", "check that this is FASTQ")]
    public void Records_of_several_lines_are_refused(string text, long line, string found, string remedy)
    {
        var fault = Assert.Throws<InputException>(() => Read(text));

        Assert.StartsWith($"x.fq:{line}: ", fault.Message, StringComparison.Ordinal);
        Assert.Contains(found, fault.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("@a\nAC\n+\nI\n", 4, "the read is 2 bases long and its qualities 1")]
    [InlineData("@a\nAC\n+\nI I\n", 4, "the read is 2 bases long and its qualities 3")]
    [InlineData("@a\nAC\n+\nI \n", 4, "the quality at position 2 is ' '")]
    [InlineData("@a\nAC\n+b\nII\n", 3, "the line '+b' does not repeat the name of read 'a'")]
    [InlineData("@a x\nAC\n+a y\nII\n", 3, "does not repeat the name")]
    [InlineData("@a\nAC\n+ \nII\n", 3, "the header has no name")]
    [InlineData("@ a\nAC\n+\nII\n", 1, "the header has no name")]
    [InlineData("@a\nAC\n+\nII\nAC\n", 5, "the line begins with 'AC'")]
    [InlineData("@a\nAC\n+\nII\n@b\nGT\n", 5, "the file ends within read 'b'")]
    [InlineData("@a\rAC\r+\rII\r", 1, "carriage return")]
    [InlineData(">a\nAC\n", 1, "the line begins with '>a'")]
    public void A_wrong_record_is_named_by_its_line(string text, long line, string found)
    {
        var fault = Assert.Throws<InputException>(() => Read(text));

        Assert.StartsWith($"x.fq:{line}: ", fault.Message, StringComparison.Ordinal);
        Assert.Contains(found, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\r\n  \n")]
    public void A_file_without_records_is_refused(string text) =>
        Assert.Contains("there is no read in the file",
            Assert.Throws<InputException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_header_without_end_is_refused() =>
        Assert.Contains("the header is longer",
            Assert.Throws<InputException>(() => Read("@a " + new string('x', 1 << 21))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_gzip_file_is_read_lazily()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "x.fq.gz");
        File.WriteAllBytes(path, [.. Texts.Gzip("@a\nAC\n+\nII\n"), .. Texts.Gzip("@b\nAC\n+\nI\n")]);

        Assert.Equal("a", FastqReader.Read(path).First().Id);
        Assert.Throws<InputException>(() => FastqReader.Read(path).Count());
    }

    private static List<FastqRecord> Read(string text)
    {
        using TextLines lines = Texts.Lines(text, "x.fq");
        return [.. FastqReader.Read(lines)];
    }
}
