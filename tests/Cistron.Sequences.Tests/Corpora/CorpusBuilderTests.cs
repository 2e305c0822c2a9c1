using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Corpora;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Formats.TwoBit;
using Cistron.Sequences.Tests.Formats;
using Cistron.Sequences.Tests.Formats.Compression;

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

        Assert.Equal("ACGTACGNTTR", Texts.String(corpus.Read(new CorpusRegion(0, 0, 11))));
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

    [Theory]
    [InlineData("rows.csv", "sequence,label\nACGT,0\nTTG,1\n")]
    [InlineData("reads.fq", "@a\nACGT\n+\nIIII\n@b\nTTG\n+\nIII\n")]
    [InlineData("kmers.txt", "ACG CGT\nTTG\n")]
    public void Sequences_may_stand_in_a_file_of_another_kind(string name, string text)
    {
        using Corpus corpus = Build(_folder.Write(name, text));

        Assert.Equal([4, 3], corpus.Records.Select(record => record.Length));
        Assert.Equal("ACGTTTG", Encoding.ASCII.GetString(corpus.Read(new CorpusRegion(0, 0, 7))));
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
        string bases = Path.Combine(_folder.Path, "corpus", "corpus.2bit");
        byte[] changed = File.ReadAllBytes(bases);
        changed[^1] = 0;
        File.WriteAllBytes(bases, changed);

        using Corpus corpus = Build(fasta);

        Assert.Equal("TTTT"u8, corpus.Read(new CorpusRegion(0, 0, 4)));
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
    [InlineData("corpus.2bit", "AC")]
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
        Assert.Equal(["corpus.2bit", "corpus.json"], left.Order(StringComparer.Ordinal));
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

    [Fact]
    public void The_fingerprint_is_that_of_the_alphabet_the_names_and_the_clean_bases()
    {
        string fasta = _folder.Write("two.fa", TwoContigs);

        using Corpus corpus = Build(fasta);

        byte[] hashed = SHA256.HashData("dna\none 8\nACGTACGNtwo 3\nTTR"u8);
        Assert.Equal(Convert.ToHexStringLower(hashed), corpus.Fingerprint);
        corpus.Verify();
    }

    [Fact]
    public void Plain_gzip_and_bgzf_make_one_corpus()
    {
        string text = $">one\n{Bgzf.RandomBases(200_000)}\n";
        string plain = _folder.Write("a.fa", text);
        string gzip = Path.Combine(_folder.Path, "b.fa.gz");
        string bgzf = Path.Combine(_folder.Path, "c.fa.gz");
        File.WriteAllBytes(gzip, Texts.Gzip(text));
        File.WriteAllBytes(bgzf, Bgzf.Pack(text));

        string[] fingerprints = [.. new[] { plain, gzip, bgzf }.Select(path =>
        {
            using Corpus corpus = Build(path);
            return $"{corpus.Fingerprint} {corpus.Sources[0].Sha256}";
        })];

        Assert.Single(fingerprints.Distinct());
    }

    [Fact]
    public void A_2bit_file_is_a_source_like_any_other()
    {
        string fasta = _folder.Write("a.fa", ">one\nACGTNNac\n>two\nnt\n");
        string twoBit = Path.Combine(_folder.Path, "a.2bit");
        TwoBitWriter.Write(twoBit, writer =>
        {
            writer.Begin("one");
            writer.Append("ACGTNNac"u8);
            writer.Begin("two");
            writer.Append("nt"u8);
        });

        using Corpus ofFasta = CorpusBuilder.Build([fasta], Alphabet.Rna, Path.Combine(_folder.Path, "a"));
        using Corpus ofTwoBit = CorpusBuilder.Build([twoBit], Alphabet.Rna, Path.Combine(_folder.Path, "b"));

        Assert.Equal(ofFasta.Fingerprint, ofTwoBit.Fingerprint);
        Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(twoBit))), ofTwoBit.Sources[0].Sha256);
        Assert.Equal(File.ReadAllBytes(Path.Combine(ofFasta.Folder, "corpus.2bit")),
            File.ReadAllBytes(Path.Combine(ofTwoBit.Folder, "corpus.2bit")));
    }

    [Fact]
    public void Other_tools_see_N_where_the_format_has_no_letter()
    {
        Build(_folder.Write("two.fa", TwoContigs)).Dispose();

        using TwoBitFile file = TwoBitFile.Open(Path.Combine(_folder.Path, "corpus", "corpus.2bit"));
        byte[] bases = new byte[3];
        file.Read(1, 0, bases, SoftMask.Kept);

        Assert.Equal(("two", "TTN"), (file.NameOf(1), Texts.String(bases)));
    }

    [Fact]
    public void Progress_is_told_while_a_file_is_read_and_at_its_end()
    {
        string bases = Bgzf.RandomBases(300_000);
        string large = _folder.Write("a.fa", ">a\n" + string.Concat(Enumerable.Repeat($"{bases}\n", 70)));
        string small = _folder.Write("b.fa", ">b\nAC\n");
        List<CorpusProgress> progress = [];

        CorpusBuilder.Build([large, small], Alphabet.Dna, Path.Combine(_folder.Path, "corpus"), progress.Add).Dispose();

        long size = new FileInfo(large).Length;
        Assert.Equal([large, large, small], progress.Select(report => report.File));
        Assert.Equal([21_000_000, 21_000_002], progress[1..].Select(report => report.Bases));
        Assert.Equal([size, 6], progress[1..].Select(report => report.BytesRead));
        Assert.InRange(progress[0].Bases, 1 << 24, 21_000_000 - 1);
        Assert.InRange(progress[0].BytesRead, progress[0].Bases, size - 1);
        Assert.Equal(size, progress[0].FileBytes);
    }

    [Fact]
    public void What_killed_processes_left_is_deleted_and_what_others_write_is_not()
    {
        string folder = Directory.CreateDirectory(Path.Combine(_folder.Path, "corpus")).FullName;
        // Process 1 runs everywhere, and no process has the last number of all.
        string[] names = [$"corpus.2bit.{int.MaxValue}.tmp", $"corpus.2bit.records.{Environment.ProcessId}.tmp",
            "corpus.2bit.1.tmp", "corpus.2bit.tmp", "notes.txt"];
        foreach (string name in names)
            File.WriteAllText(Path.Combine(folder, name), "");

        Build(_folder.Write("a.fa", ">a\nACGT\n")).Dispose();

        string[] left = [.. Directory.GetFiles(folder).Select(Path.GetFileName)!];
        Assert.Equal(["corpus.2bit", "corpus.2bit.1.tmp", "corpus.2bit.tmp", "corpus.json", "notes.txt"],
            left.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_name_that_the_store_cannot_hold_is_refused_at_its_line()
    {
        string fasta = _folder.Write("a.fa", $">a\nAC\n>{new string('n', 256)}\nGT\n");

        var fault = Assert.Throws<InputException>(() => Build(fasta));

        Assert.Equal((fasta, 3L), (fault.File, fault.Line!.Value));
        Assert.Contains("has 256 letters", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Proteins_have_no_corpus()
    {
        string fasta = _folder.Write("p.fa", ">p\nMKV\n");

        var fault = Assert.Throws<ArgumentException>(
            () => CorpusBuilder.Build([fasta], Alphabet.Protein, _folder.Path));

        Assert.Contains("A corpus is of bases", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_chromosome_is_never_held_as_letters()
    {
        string line = Bgzf.RandomBases(250_000);
        string fasta = _folder.Write("a.fa", ">a\n" + string.Concat(Enumerable.Repeat(line, 80)));
        long before = GC.GetAllocatedBytesForCurrentThread();

        using Corpus corpus = Build(fasta);

        // A quarter of 20 million letters, and three million bytes for buffers.
        Assert.Equal(20_000_000, corpus.Length);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 5_000_000, 8_000_000);
    }

    private Corpus Build(params string[] fastaFiles) =>
        CorpusBuilder.Build(fastaFiles, Alphabet.Dna, Path.Combine(_folder.Path, "corpus"));
}
