using Cistron.Sequences.Formats;
using Cistron.Sequences.Formats.Fasta;

namespace Cistron.Sequences.Tests.Formats.Fasta;

public class FastaIndexTests
{
    // All expected lines but those of sequences without bases, which samtools passes over, are as samtools 1.16 writes them.
    [Theory]
    [InlineData(">a d\nACGT\nAC\n>b\nGG\n", "a\t6\t5\t4\t5\nb\t2\t16\t2\t3\n")]
    [InlineData(">a\nACGT", "a\t4\t3\t4\t5\n")]
    [InlineData(">a\nACGT\nAC", "a\t6\t3\t4\t5\n")]
    [InlineData(">a\r\nACGT\r\nAC\r\n", "a\t6\t4\t4\t6\n")]
    [InlineData(">a\nACGT\nAC\r\n", "a\t6\t3\t4\t5\n")]
    [InlineData(">a\nAC\n\n\n>b\nAC\n", "a\t2\t3\t2\t3\nb\t2\t11\t2\t3\n")]
    [InlineData("\n>a\nAC\n", "a\t2\t4\t2\t3\n")]
    [InlineData(">a\nAC \nGT \n", "a\t4\t3\t2\t4\n")]
    [InlineData(">a\n>b\nAC\n>c\n", "a\t0\t3\t0\t0\nb\t2\t6\t2\t3\nc\t0\t12\t0\t0\n")]
    public void Lines_are_measured_as_samtools_does(string fasta, string expected)
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "x.fa.fai");

        Build(fasta).Write(path);

        Assert.Equal(expected, File.ReadAllText(path));
        Assert.Equal(Build(fasta).Entries, FastaIndex.Read(path).Entries);
    }

    [Theory]
    [InlineData(">a\nAC\nGTT\n", 3)]
    [InlineData(">a\nAC\nG\nT\n", 3)]
    [InlineData(">a\nAC\nGT\nTTT\n", 4)]
    [InlineData(">a\nAC\n\nGT\n", 4)]
    [InlineData(">a\nAC\nGT\nTT\n\nA\n", 6)]
    [InlineData(">a\nAC\nGT\r\nTT\r\n", 4)]
    [InlineData(">b\nACG\nAC\n>a\nAC\n GT\nTT\n", 7)]
    public void Lines_that_are_not_of_one_length_are_refused_by_number(string fasta, long line)
    {
        var fault = Assert.Throws<InputException>(() => Build(fasta));

        Assert.StartsWith($"x.fa:{line}: the lines of sequence 'a' are not of one length;", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_sequences_of_one_name_are_refused_at_the_second()
    {
        var fault = Assert.Throws<InputException>(() => Build(">a\nAC\n>b\nA\n>a\nGG\n"));

        Assert.StartsWith("x.fa:5: there is a second sequence 'a';", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_chromosome_on_one_line_is_measured_in_parts()
    {
        foreach (string end in new[] { "", "\n", "\r\n", "  \n>b\n" })
        {
            FastaIndexEntry entry = Build($">a\n{new string('A', 1_000_000)}{end}").Entries[0];

            long width = 1_000_000 + Math.Max(1, end.IndexOf('\n', StringComparison.Ordinal) + 1);
            Assert.Equal(new FastaIndexEntry("a", 1_000_000, 3, 1_000_000, width), entry);
        }
    }

    [Fact]
    public void A_sequence_is_found_by_its_name()
    {
        FastaIndex index = Build(">a\nAC\n>b\nGGT\n");

        Assert.True(index.TryFind("b", out FastaIndexEntry entry));
        Assert.Equal(3, entry.Length);
        Assert.False(index.TryFind("B", out _));
    }

    private static FastaIndex Build(string fasta)
    {
        using TextLines lines = Texts.Lines(fasta, "x.fa");
        return FastaIndex.Build(lines);
    }
}
