using Cistron.Sequences.Formats;
using Cistron.Sequences.Formats.Fasta;

namespace Cistron.Sequences.Tests.Formats.Fasta;

public class FastaReaderTests
{
    [Theory]
    [InlineData(">a first one\nACGT\nAC\n>b\nGG\n")]
    [InlineData(">a first one\r\nACGT\r\nAC\r\n>b\r\nGG")]
    [InlineData("\n>a  \tfirst one \n\nACG\nTA\nC\n\n>b\n GG\t\n\n")]
    [InlineData("\u00ef\u00bb\u00bf>a first one\nACGTAC\n>b\nGG")]
    public void Records_are_read_whatever_the_line_ends_and_blank_lines(string text)
    {
        List<FastaRecord> records = Read(text);

        Assert.Equal(["a|first one|ACGTAC", "b||GG"],
            records.Select(r => $"{r.Id}|{r.Description}|{Texts.String(r.Bases)}"));
    }

    [Fact]
    public void A_record_knows_the_line_of_its_header() =>
        Assert.Equal([2L, 5L], Read("\n>a\nAC\nGT\n>b\nA\n").Select(record => record.Line));

    [Fact]
    public void Letters_are_taken_as_they_stand() =>
        Assert.Equal("acgNU-*x1 2", Texts.String(Assert.Single(Read(">a\nacgNU-*\nx1 2\n")).Bases));

    [Fact]
    public void Empty_sequences_are_records_of_length_0() =>
        Assert.Equal([0, 0, 2, 0], Read(">a\n>b\n\n>c\nAC\n>d").Select(record => record.Bases.Length));

    [Fact]
    public void A_megabase_reads_alike_on_one_line_and_on_many()
    {
        string bases = string.Concat(Enumerable.Repeat("ACGTN", 200_000));
        string wrapped = string.Join("\r\n", bases.Chunk(71).Select(line => new string(line)));

        Assert.Equal(bases, Texts.String(Read($">a\n{bases}")[0].Bases));
        Assert.Equal(bases, Texts.String(Read($">a\r\n{wrapped}\r\n")[0].Bases));
    }

    [Theory]
    [InlineData(">a\nAC\n> b\nGG\n", 3)]
    [InlineData(">\n", 1)]
    [InlineData(">\r\nAC", 1)]
    public void A_reader_names_the_line_of_a_header_without_a_name(string text, long line)
    {
        var fault = Assert.Throws<InputException>(() => Read(text));

        Assert.StartsWith($"x.fa:{line}: the header has no name;", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\nACGT\n>a\nAC\n", "begins with 'ACGT'", "add a header")]
    [InlineData("@read1\nACGT\n+\nIIII\n", "begins with '@read1'", "convert FASTQ")]
    public void Text_before_the_first_header_is_refused(string text, string found, string remedy)
    {
        var fault = Assert.Throws<InputException>(() => Read(text));

        Assert.Contains(found, fault.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\r\n  \n")]
    public void A_file_without_records_is_refused(string text)
    {
        var fault = Assert.Throws<InputException>(() => Read(text));

        Assert.Contains("there is no sequence in the file", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lone_carriage_returns_are_named() =>
        Assert.Contains("carriage return",
            Assert.Throws<InputException>(() => Read(">a\rACGT\r")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_record_beyond_the_limit_is_refused_at_its_header()
    {
        using TextLines lines = Texts.Lines(">a\nAC\n>b\nACGT\nACGTA\n", "x.fa");

        var fault = Assert.Throws<InputException>(() => FastaReader.Read(lines, longestRecord: 8).ToList());

        Assert.StartsWith("x.fa:3: sequence 'b' has more than 8 bases;", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_without_end_is_refused()
    {
        var fault = Assert.Throws<InputException>(() => Read(">a " + new string('x', 1 << 21)));

        Assert.Contains("the header is longer", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Records_before_the_cut_in_a_gzip_file_do_not_hide_it()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "x.fa.gz");
        byte[] packed = Texts.Gzip(string.Concat(Enumerable.Range(0, 5_000).Select(i => $">s{i}\nACGTACGTAC\n")));
        File.WriteAllBytes(path, packed[..(packed.Length - 9)]);

        var fault = Assert.Throws<InputException>(() => FastaReader.Read(path).Count());

        Assert.Contains("ends early", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reading_is_lazy_and_closes_the_file()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("x.fa", ">a\nAC\n>b\nG\n>\n");

        FastaRecord first = FastaReader.Read(path).First();
        using var alone = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        Assert.Equal("a", first.Id);
    }

    [Fact]
    public void Garbage_never_crashes()
    {
        int refused = Texts.Refusals("fasta", bytes =>
        {
            using TextLines lines = Texts.Lines([(byte)'>', .. bytes]);
            int letters = FastaReader.Read(lines).Sum(record => record.Bases.Length + record.Id.Length);
            Assert.InRange(letters, 1, bytes.Length * 3);
        });

        Assert.InRange(refused, 1, 1_999);
    }

    private static List<FastaRecord> Read(string text)
    {
        using TextLines lines = Texts.Lines(text, "x.fa");
        return [.. FastaReader.Read(lines)];
    }
}
