using Cistron.Sequences.Formats;
using Cistron.Sequences.Formats.Fastq;
using Cistron.Sequences.Randomness;

namespace Cistron.Sequences.Tests.Formats.Fastq;

public class FastqWriterTests
{
    [Fact]
    public void A_record_has_four_lines()
    {
        var text = new MemoryStream();
        var writer = new FastqWriter(text);

        writer.Write("a", "first one", "AC"u8, [0, 93]);
        writer.Write("b", "", ""u8, []);

        Assert.Equal("@a first one\nAC\n+\n!~\n@b\n\n+\n\n", Texts.String(text.ToArray()));
    }

    [Fact]
    public void What_is_written_is_read_back()
    {
        for (int round = 0; round < 500; round++)
        {
            RandomStream draws = RandomStream.For(3, "fastq", round);
            List<FastqRecord> written = [];
            for (long count = 1 + draws.NextBelow(5); count > 0; count--)
                written.Add(Draw(draws));
            var text = new MemoryStream();
            var writer = new FastqWriter(text);
            foreach (FastqRecord record in written)
                writer.Write(record.Id, record.Description, record.Bases, record.Qualities);

            using TextLines lines = Texts.Lines(text.ToArray());
            List<FastqRecord> read = [.. FastqReader.Read(lines)];

            Assert.Equal(written.Select(Comparable), read.Select(Comparable));
        }
    }

    [Theory]
    [InlineData("", "", "A", 1, 0)]
    [InlineData("two words", "", "A", 1, 0)]
    [InlineData("a\n", "", "A", 1, 0)]
    [InlineData("a", "x\n@b", "A", 1, 0)]
    [InlineData("a", "x ", "A", 1, 0)]
    [InlineData("a", "", "A\n", 2, 0)]
    [InlineData("a", "", "AC", 1, 0)]
    [InlineData("a", "", "A", 1, 94)]
    public void A_record_that_would_not_read_back_is_refused(
        string id, string description, string bases, int count, byte quality) =>
        Assert.Throws<ArgumentException>(() => new FastqWriter(new MemoryStream()).Write(
            id, description, Texts.Ascii(bases), [.. Enumerable.Repeat(quality, count)]));

    private static FastqRecord Draw(RandomStream draws)
    {
        byte[] bases = new byte[draws.NextBelow(200)];
        byte[] qualities = new byte[bases.Length];
        for (int i = 0; i < bases.Length; i++)
        {
            bases[i] = "ACGTN@+acgtn.-"u8[(int)draws.NextBelow(14)];
            qualities[i] = (byte)draws.NextBelow(FastqRecord.MostQuality + 1);
        }
        string description = draws.NextBelow(2) == 0 ? "" : $"1:N:0:{draws.NextBelow(9)} length={bases.Length}";
        return new FastqRecord($"@read/{draws.NextBelow(1000)}", description, bases, qualities, 0);
    }

    private static string Comparable(FastqRecord record) =>
        $"{record.Id}|{record.Description}|{Texts.String(record.Bases)}|{string.Join(',', record.Qualities)}";
}
