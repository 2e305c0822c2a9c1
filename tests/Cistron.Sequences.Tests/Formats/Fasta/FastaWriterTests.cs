using Cistron.Sequences.Formats;
using Cistron.Sequences.Formats.Fasta;
using Cistron.Sequences.Randomness;

namespace Cistron.Sequences.Tests.Formats.Fasta;

public class FastaWriterTests
{
    [Fact]
    public void Lines_have_sixty_bases()
    {
        string text = Written(("a", "first one", new string('A', 61)), ("b", "", ""), ("c", "", new string('C', 60)));

        Assert.Equal($">a first one\n{new string('A', 60)}\nA\n>b\n>c\n{new string('C', 60)}\n", text);
    }

    [Fact]
    public void What_is_written_is_read_back()
    {
        for (int length = 0; length < 200; length += 7)
        {
            string bases = string.Concat(Enumerable.Repeat("ACGTn", length))[..length];

            using TextLines lines = Texts.Lines(Written(("x", "of  two", bases), ("y", "", bases)));
            List<FastaRecord> records = [.. FastaReader.Read(lines)];

            Assert.Equal([("x", "of  two", bases), ("y", "", bases)],
                records.Select(r => (r.Id, r.Description, Texts.String(r.Bases))));
        }
    }

    [Fact]
    public void Any_records_are_read_back()
    {
        for (int round = 0; round < 500; round++)
        {
            RandomStream draws = RandomStream.For(3, "fasta", round);
            (string, string, string)[] records = [.. Enumerable.Range(0, 1 + (int)draws.NextBelow(4)).Select(i => (
                $"s{i}|{draws.NextBelow(99)}>",
                draws.NextBelow(2) == 0 ? "" : $"of > {draws.NextBelow(99)}",
                string.Concat(Enumerable.Range(0, (int)draws.NextBelow(200)).Select(_ => "ACGTNacgtn-*"[(int)draws.NextBelow(12)]))))];

            using TextLines lines = Texts.Lines(Written(records));

            Assert.Equal(records, FastaReader.Read(lines).Select(r => (r.Id, r.Description, Texts.String(r.Bases))));
        }
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("two words", "")]
    [InlineData("a\n>b", "")]
    [InlineData("a", "x\n>b")]
    public void A_header_that_would_not_read_back_is_refused(string id, string description) =>
        Assert.Throws<ArgumentException>(() => Written((id, description, "AC")));

    private static string Written(params (string Id, string Description, string Bases)[] records)
    {
        var text = new MemoryStream();
        var writer = new FastaWriter(text);
        foreach ((string id, string description, string bases) in records)
            writer.Write(id, description, Texts.Ascii(bases));
        return Texts.String(text.ToArray());
    }
}
