using System.Text;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Coordinates;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Formats.Fasta;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Tests.Formats.Compression;

namespace Cistron.Sequences.Tests.Formats.Fasta;

public sealed class IndexedFastaTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string FastaPath => Path.Combine(_folder.Path, "x.fa");

    private string IndexPath => $"{FastaPath}.fai";

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("\n", false)]
    [InlineData("\r\n", false)]
    [InlineData("\n", true)]
    public void Any_interval_is_what_reading_the_whole_gives(string lineEnd, bool isPacked)
    {
        for (int round = 0; round < 20; round++)
        {
            RandomStream draws = RandomStream.For(1, "indexed fasta", round);
            string fasta = Fasta(draws, lineEnd);
            WriteFile(isPacked ? Bgzf.Pack(fasta) : Texts.Ascii(fasta));
            FastaRecord[] records = [.. FastaReader.Read(FastaPath)];

            using IndexedFasta indexed = IndexedFasta.Open(FastaPath, Alphabet.Dna);

            for (int i = 0; i < 50; i++)
            {
                FastaRecord record = records[draws.NextBelow(records.Length)];
                long start = draws.NextBelow(record.Bases.Length + 1);
                long end = start + draws.NextBelow(record.Bases.Length - start + 1);
                byte[] bases = indexed.Read(new Interval(record.Id, start, end));
                Assert.Equal(record.Bases[(int)start..(int)end], bases);
            }
        }
    }

    [Fact]
    public void The_reverse_strand_is_the_reverse_complement_in_the_case_of_the_file()
    {
        WriteFile(">a\nAAcg\nT\n");
        using IndexedFasta dna = IndexedFasta.Open(FastaPath, Alphabet.Dna);

        Assert.Equal("AcgTT", Texts.String(dna.Read(new Interval("a", 0, 5, Strand.Reverse))));
        Assert.Equal("AAcgT", Texts.String(dna.Read(new Interval("a", 0, 5, Strand.Forward))));
        using IndexedFasta rna = IndexedFasta.Open(FastaPath, Alphabet.Rna);
        var fault = Assert.Throws<InputException>(() => rna.Read(new Interval("a", 0, 5, Strand.Reverse)));
        Assert.Contains("a:0-5(-) has letters that pair with none", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1, 2)]
    [InlineData(0, 6)]
    [InlineData(4, 3)]
    public void An_interval_outside_the_sequence_is_told(long start, long end)
    {
        WriteFile(">a\nACGT\nA\n");
        using IndexedFasta fasta = IndexedFasta.Open(FastaPath, Alphabet.Dna);

        var fault = Assert.Throws<InputException>(() => fasta.Read(new Interval("a", start, end)));

        Assert.Equal($"{FastaPath}: sequence 'a' has no bases {start} to {end}; it has 5, counted from 0; "
            + "check that the coordinates are of this version of the genome.", fault.Message);
    }

    [Fact]
    public void The_nearest_name_is_told_of_one_that_is_not_there()
    {
        WriteFile(">chr1\nACGT\n>chr2\nA\n");
        using IndexedFasta fasta = IndexedFasta.Open(FastaPath, Alphabet.Dna);

        var fault = Assert.Throws<InputException>(() => fasta.Read(new Interval("CHR2", 0, 1)));

        Assert.Contains("there is no sequence 'CHR2'; the first is 'chr1'; perhaps it is 'chr2'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_index_is_made_once_and_then_used()
    {
        WriteFile(">a\nACGT\n>b\nTT\n");
        IndexedFasta.Open(FastaPath, Alphabet.Dna).Dispose();
        File.WriteAllText(IndexPath, File.ReadAllText(IndexPath).Replace("a\t", "z\t", StringComparison.Ordinal));

        using IndexedFasta fasta = IndexedFasta.Open(FastaPath, Alphabet.Dna);

        Assert.Equal(["z", "b"], fasta.Index.Entries.Select(entry => entry.Id));
    }

    [Fact]
    public void An_index_older_than_the_file_is_made_again()
    {
        WriteFile(">a\nACGT\n");
        File.WriteAllText(IndexPath, "z\t4\t3\t4\t5\n");
        File.SetLastWriteTimeUtc(IndexPath, File.GetLastWriteTimeUtc(FastaPath).AddSeconds(-2));

        using IndexedFasta fasta = IndexedFasta.Open(FastaPath, Alphabet.Dna);

        Assert.Equal("a\t4\t3\t4\t5\n", File.ReadAllText(IndexPath));
        Assert.Equal("ACGT", Texts.String(fasta.Read(new Interval("a", 0, 4))));
    }

    [Theory]
    [InlineData("a\t4\t3\t4\t5\n")]
    [InlineData("a\t4\t3\t4\t5\nb\t9\t11\t9\t10\n")]
    [InlineData("a\t4\t3\t4\t5\nb\t1\t11\t2\t3\n")]
    [InlineData("a\t4\t9000000000\t4\t5\n")]
    [InlineData("no index\n")]
    [InlineData("")]
    public void An_index_that_does_not_fit_the_file_is_made_again(string index)
    {
        WriteFile(">a\nACGT\n>b\nTT\n");
        File.WriteAllText(IndexPath, index);

        using IndexedFasta fasta = IndexedFasta.Open(FastaPath, Alphabet.Dna);

        Assert.Equal("a\t4\t3\t4\t5\nb\t2\t11\t2\t3\n", File.ReadAllText(IndexPath));
        Assert.Equal("TT", Texts.String(fasta.Read(new Interval("b", 0, 2))));
    }

    [Fact]
    public void Lines_that_are_not_where_the_index_says_are_an_error_and_not_other_bases()
    {
        WriteFile(">a\nACGT\nACGT\nACGT\n");
        using IndexedFasta fasta = IndexedFasta.Open(FastaPath, Alphabet.Dna);
        using (var file = new FileStream(FastaPath, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            file.Write(">a\nACG\nACGT\nACGTT\n"u8);

        var fault = Assert.Throws<InputException>(() => fasta.Read(new Interval("a", 0, 10)));

        Assert.Contains("its lines are not where its index says", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_index_of_blocks_is_made_again()
    {
        WriteFile(Bgzf.Pack(">a\nACGT\n", "ACGT\n"));
        File.WriteAllBytes($"{FastaPath}.gzi", new byte[8]);

        using IndexedFasta fasta = IndexedFasta.Open(FastaPath, Alphabet.Dna);

        Assert.Equal("TACG", Texts.String(fasta.Read(new Interval("a", 3, 7))));
        Assert.Equal(24, new FileInfo($"{FastaPath}.gzi").Length);
    }

    [Fact]
    public void Plain_gzip_is_refused_with_what_to_do()
    {
        WriteFile(Texts.Gzip(">a\nACGT\n"));

        var fault = Assert.Throws<InputException>(() => IndexedFasta.Open(FastaPath, Alphabet.Dna));

        Assert.Contains("pack it again with bgzip", fault.Message, StringComparison.Ordinal);
    }

    private static string Fasta(RandomStream draws, string lineEnd)
    {
        var text = new StringBuilder();
        for (int record = 0; record < 4; record++)
        {
            string bases = string.Concat(Bgzf.RandomBases((int)draws.NextBelow(100_000)).Select(
                letter => draws.NextBelow(5) == 0 ? char.ToLowerInvariant(letter) : letter));
            text.Append($">r{record} of four").Append(lineEnd);
            foreach (char[] line in bases.Chunk(1 + (int)draws.NextBelow(record == 3 ? 200_000 : 90)))
                text.Append(line).Append(lineEnd);
        }
        return text.ToString();
    }

    private void WriteFile(string text) => WriteFile(Texts.Ascii(text));

    private void WriteFile(byte[] bytes)
    {
        File.WriteAllBytes(FastaPath, bytes);
        File.Delete(IndexPath);
        File.Delete($"{FastaPath}.gzi");
    }
}
