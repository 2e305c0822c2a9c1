using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Corpora;
using Cistron.Sequences.Formats;

namespace Cistron.Sequences.Tests.Corpora;

public sealed class CorpusBuilderTests : IDisposable
{
    private const string TwoContigs = ">one first\nACGT\nacgn\n>two\nUUR\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Records_lie_end_to_end_in_clean_letters()
    {
        string fasta = _folder.Write("two.fa", TwoContigs);

        using Corpus corpus = Build(fasta);

        Assert.Equal("ACGTACGNTTR", File.ReadAllText(Path.Combine(corpus.Folder, "corpus.bases")));
        Assert.Equal(11, corpus.Length);
        Assert.Equal(Alphabet.Dna, corpus.Alphabet);
        Assert.Equal(
            [("one", 0, 0L, 8L), ("two", 0, 8L, 11L)],
            corpus.Records.Select(record => (record.Id, record.Source, record.Start, record.End)));
    }

    [Fact]
    public void Letters_are_counted_for_each_record_and_replacements_for_each_file()
    {
        string fasta = _folder.Write("two.fa", TwoContigs);

        using Corpus corpus = Build(fasta);

        Assert.Equal([2L, 2L, 2L, 1L], corpus.Records[0].LetterCounts);
        Assert.Equal([0L, 0L, 0L, 2L], corpus.Records[1].LetterCounts);
        Assert.Equal(new LetterCounts(Total: 11, LowerCase: 4, ThymineUracil: 2, Ambiguous: 2), corpus.Sources[0].Letters);
    }

    [Fact]
    public void Several_files_follow_each_other_and_records_name_theirs()
    {
        string first = _folder.Write("first.fa", ">a\nAC\n");
        string second = _folder.Write("second.fa", ">a\nGT\n>b\nTT\n");

        using Corpus corpus = Build(first, second);

        Assert.Equal([0, 1, 1], corpus.Records.Select(record => record.Source));
        Assert.Equal([first, second], corpus.Sources.Select(source => source.Path));
        Assert.Equal("ACGTTT", Encoding.ASCII.GetString(corpus.Read(new CorpusRegion(0, 0, 6))));
    }

    [Fact]
    public void A_gzip_file_gives_the_corpus_and_the_checksum_of_its_text()
    {
        string plain = _folder.Write("two.fa", TwoContigs);
        string packed = Path.Combine(_folder.Path, "two.fa.gz");
        using (var gzip = new GZipStream(File.Create(packed), CompressionLevel.Fastest))
            gzip.Write(Encoding.ASCII.GetBytes(TwoContigs));

        using Corpus ofPlain = CorpusBuilder.Build([plain], Alphabet.Dna, Path.Combine(_folder.Path, "a"));
        using Corpus ofPacked = CorpusBuilder.Build([packed], Alphabet.Dna, Path.Combine(_folder.Path, "b"));

        Assert.Equal(ofPlain.Fingerprint, ofPacked.Fingerprint);
        Assert.Equal(ofPlain.Sources[0].Sha256, ofPacked.Sources[0].Sha256);
        Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(TwoContigs))), ofPlain.Sources[0].Sha256);
    }

    [Theory]
    [InlineData(">one\nACGT\n>two\nTTA\n")]
    [InlineData(">one\nACG\n>two\nTTTG\n")]
    [InlineData(">one\nACGT\n>2\nTTG\n")]
    public void The_fingerprint_tells_bases_borders_and_names(string other)
    {
        string one = _folder.Write("one.fa", ">one\nACGT\n>two\nTTG\n");
        string two = _folder.Write("two.fa", other);

        using Corpus corpus = CorpusBuilder.Build([one], Alphabet.Dna, Path.Combine(_folder.Path, "a"));
        using Corpus changed = CorpusBuilder.Build([two], Alphabet.Dna, Path.Combine(_folder.Path, "b"));

        Assert.NotEqual(corpus.Fingerprint, changed.Fingerprint);
    }

    [Fact]
    public void An_unchanged_file_is_not_read_again()
    {
        string fasta = _folder.Write("a.fa", ">a\nACGT\n");
        Build(fasta).Dispose();
        string bases = _folder.Write("corpus/corpus.bases", "TTTT");

        using Corpus corpus = Build(fasta);

        Assert.Equal("TTTT", File.ReadAllText(bases));
    }

    [Fact]
    public void A_file_of_another_size_is_read_again()
    {
        string fasta = _folder.Write("a.fa", ">a\nACGT\n");
        Build(fasta).Dispose();
        DateTime written = File.GetLastWriteTimeUtc(fasta);
        _folder.Write("a.fa", ">a\nACGTT\n");
        File.SetLastWriteTimeUtc(fasta, written);

        using Corpus corpus = Build(fasta);

        Assert.Equal(5, corpus.Length);
    }

    [Fact]
    public void A_file_written_at_another_time_is_read_again()
    {
        string fasta = _folder.Write("a.fa", ">a\nACGT\n");
        Build(fasta).Dispose();
        _folder.Write("a.fa", ">a\nTTTT\n");
        File.SetLastWriteTimeUtc(fasta, File.GetLastWriteTimeUtc(fasta).AddSeconds(2));

        using Corpus corpus = Build(fasta);

        Assert.Equal("TTTT"u8, corpus.Read(new CorpusRegion(0, 0, 4)));
    }

    [Fact]
    public void Another_list_of_files_or_alphabet_makes_another_corpus()
    {
        string first = _folder.Write("a.fa", ">a\nACGT\n");
        string second = _folder.Write("b.fa", ">b\nTT\n");
        Build(first).Dispose();

        using (Corpus both = Build(first, second))
            Assert.Equal(6, both.Length);
        using Corpus rna = CorpusBuilder.Build([first, second], Alphabet.Rna, Path.Combine(_folder.Path, "corpus"));

        Assert.Equal("ACGUUU"u8, rna.Read(new CorpusRegion(0, 0, 6)));
    }

    [Theory]
    [InlineData("corpus.json", "{")]
    [InlineData("corpus.json", "null")]
    [InlineData("corpus.bases", "AC")]
    public void A_damaged_corpus_is_built_again(string file, string damage)
    {
        string fasta = _folder.Write("a.fa", ">a\nACGT\n");
        Build(fasta).Dispose();
        _folder.Write(Path.Combine("corpus", file), damage);

        using Corpus corpus = Build(fasta);

        Assert.Equal("ACGT"u8, corpus.Read(new CorpusRegion(0, 0, 4)));
    }

    [Fact]
    public void A_letter_outside_the_alphabet_names_the_file_and_leaves_the_old_corpus()
    {
        string good = _folder.Write("good.fa", ">a\nACGT\n");
        string bad = _folder.Write("bad.fa", ">a\nAC\n>b\nA*T\n");
        Build(good).Dispose();

        var fault = Assert.Throws<InputException>(() => Build(good, bad));

        Assert.Equal((bad, 3L), (fault.File, fault.Line!.Value));
        string[] left = [.. Directory.GetFiles(Path.Combine(_folder.Path, "corpus")).Select(Path.GetFileName)!];
        Assert.Equal(["corpus.bases", "corpus.json"], left.Order(StringComparer.Ordinal));
        using Corpus corpus = Corpus.Open(Path.Combine(_folder.Path, "corpus"));
        Assert.Equal(4, corpus.Length);
    }

    [Fact]
    public void Files_without_a_base_make_no_corpus()
    {
        string fasta = _folder.Write("a.fa", ">a\n>b\n");

        var fault = Assert.Throws<InputException>(() => Build(fasta));

        Assert.Contains("there are no bases", fault.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder.Path, "corpus")));
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        string missing = Path.Combine(_folder.Path, "no.fa");

        var fault = Assert.Throws<InputException>(() => Build(missing));

        Assert.Equal(missing, fault.File);
    }

    private Corpus Build(params string[] fastaFiles) =>
        CorpusBuilder.Build(fastaFiles, Alphabet.Dna, Path.Combine(_folder.Path, "corpus"));
}
