using System.Text;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Corpora;
using Cistron.Sequences.Coordinates;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Tests.Formats;

namespace Cistron.Sequences.Tests.Corpora;

public sealed class CorpusTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0, 8, "ACGTTTAR")]
    [InlineData(3, 6, "TTT")]
    [InlineData(2, 5, "GTT")]
    [InlineData(8, 8, "")]
    public void A_region_is_read_where_it_lies(long start, long end, string bases)
    {
        using Corpus corpus = Build();

        Assert.Equal(bases, Encoding.ASCII.GetString(corpus.Read(new CorpusRegion(0, start, end))));
    }

    [Theory]
    [InlineData(-1, 2)]
    [InlineData(3, 9)]
    [InlineData(5, 4)]
    public void A_region_outside_the_corpus_is_refused(long start, long end)
    {
        using Corpus corpus = Build();

        Assert.Throws<ArgumentOutOfRangeException>(() => corpus.Read(new CorpusRegion(0, start, end)));
    }

    [Fact]
    public void A_corpus_that_is_closed_gives_no_bases()
    {
        Corpus corpus = Build();

        corpus.Dispose();

        Assert.Throws<ObjectDisposedException>(() => corpus.Read(new CorpusRegion(0, 0, 4)));
    }

    [Fact]
    public void Bases_that_were_cut_while_open_are_an_error_and_not_garbage()
    {
        using Corpus corpus = Build();
        string path = Path.Combine(corpus.Folder, "corpus.2bit");
        using (var bases = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            bases.SetLength(3);

        var fault = Assert.Throws<InputException>(() => corpus.Read(new CorpusRegion(0, 0, 8)));

        Assert.Contains("was cut while it was open", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_a_corpus_is_named()
    {
        var fault = Assert.Throws<InputException>(() => Corpus.Open(_folder.Path));

        Assert.Equal(Path.Combine(_folder.Path, "corpus.json"), fault.File);
    }

    [Theory]
    [InlineData("\"format\":2", "\"format\":1")]
    [InlineData("\"alphabet\":\"dna\"", "\"alphabet\":\"xna\"")]
    [InlineData("\"alphabet\":\"dna\"", "\"alphabet\":\"protein\"")]
    [InlineData("\"length\":8", "\"length\":9")]
    [InlineData("\"size\":74", "\"size\":73")]
    [InlineData("\"fingerprint\":\"", "\"fingerprint\":null,\"other\":\"")]
    [InlineData("\"recordsBySource\":[2]", "\"recordsBySource\":[3]")]
    [InlineData("\"recordsBySource\":[2]", "\"recordsBySource\":[1,1]")]
    [InlineData("\"recordsBySource\":[2]", "\"recordsBySource\":[-1]")]
    [InlineData("\"letterCounts\":[1,", "\"letterCounts\":[")]
    [InlineData("\"starts\":[7]", "\"starts\":[8]")]
    [InlineData("\"starts\":[7]", "\"starts\":[-1]")]
    [InlineData("\"starts\":[7]", "\"starts\":[]")]
    [InlineData("\"lengths\":[1]", "\"lengths\":[0]")]
    [InlineData("\"letters\":[\"R\"]", "\"letters\":[\"A\"]")]
    [InlineData("\"sources\":", "\"rows\":")]
    public void An_index_that_cannot_be_is_refused_with_the_remedy(string written, string tampered)
    {
        Build().Dispose();
        string index = Path.Combine(_folder.Path, "corpus.json");
        string json = File.ReadAllText(index);
        Assert.Contains(written, json, StringComparison.Ordinal);
        File.WriteAllText(index, json.Replace(written, tampered, StringComparison.Ordinal));

        var fault = Assert.Throws<InputException>(() => Corpus.Open(_folder.Path));

        Assert.Contains("build the corpus again", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bases_that_are_not_those_of_the_index_are_found_by_verifying()
    {
        Build().Dispose();
        string path = Path.Combine(_folder.Path, "corpus.2bit");
        byte[] bytes = File.ReadAllBytes(path);
        bytes[^1] ^= 0x40;
        File.WriteAllBytes(path, bytes);
        using Corpus corpus = Corpus.Open(_folder.Path);

        var fault = Assert.Throws<InputException>(corpus.Verify);

        Assert.Contains("the bases of the corpus are damaged", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Both_strands_are_read_masked_or_not()
    {
        string fasta = _folder.Write("m.fa", ">a\nACgtNryuuR\n");
        using Corpus corpus = CorpusBuilder.Build([fasta], Alphabet.Rna, _folder.Path);
        var region = new CorpusRegion(0, 0, 10);

        Assert.Equal("ACGUNRYUUR", Texts.String(corpus.Read(region)));
        Assert.Equal("ACguNryuuR", Texts.String(corpus.Read(region, mask: SoftMask.Kept)));
        Assert.Equal("YAARYNACGU", Texts.String(corpus.Read(region, Strand.Reverse)));
        Assert.Equal("YaaryNacGU", Texts.String(corpus.Read(region, Strand.Reverse, SoftMask.Kept)));
    }

    [Fact]
    public void An_interval_is_a_region_of_its_record()
    {
        using Corpus corpus = Build();

        CorpusRegion region = corpus.Locate(new Interval("two", 1, 3));

        Assert.Equal(new CorpusRegion(1, 5, 7), region);
        Assert.Contains("there is no sequence 'tow'",
            Assert.Throws<InputException>(() => corpus.Locate(new Interval("tow", 0, 1))).Message, StringComparison.Ordinal);
        Assert.Contains("sequence 'one' has no bases 3 to 5; it has 4",
            Assert.Throws<InputException>(() => corpus.Locate(new Interval("one", 3, 5))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fasta_goes_into_the_store_and_comes_out_letter_by_letter()
    {
        for (int round = 0; round < 40; round++)
        {
            RandomStream draws = RandomStream.For(1, "store", round);
            Alphabet alphabet = draws.NextBelow(2) == 0 ? Alphabet.Dna : Alphabet.Rna;
            List<(string Id, string Bases)> records = [.. Enumerable.Range(0, 1 + (int)draws.NextBelow(6))
                .Select(i => ($"r{i}", RawBases(draws, alphabet)))];
            string fasta = _folder.Write("r.fa", string.Concat(records.Select(record => $">{record.Id}\n{record.Bases}\n")) + ">last\nA\n");

            using Corpus corpus = CorpusBuilder.Build([fasta], alphabet, Path.Combine(_folder.Path, $"{round}"));

            string whole = string.Concat(records.Select(record => record.Bases)) + "A";
            foreach ((CorpusRecord record, (string id, string bases)) in corpus.Records.Zip(records))
            {
                Assert.Equal(id, record.Id);
                Assert.Equal(bases, Read(new CorpusRegion(0, record.Start, record.End)));
                Assert.Equal(alphabet.Letters.ToArray().Select(letter => bases.ToUpperInvariant().LongCount(b => b == letter)),
                    record.LetterCounts);
            }
            for (int i = 0; i < 50; i++)
            {
                int start = (int)draws.NextBelow(whole.Length + 1);
                int length = (int)draws.NextBelow(whole.Length - start + 1);
                Assert.Equal(whole.Substring(start, length), Read(new CorpusRegion(0, start, start + length)));
            }

            string Read(CorpusRegion region) => Texts.String(corpus.Read(region, mask: SoftMask.Kept));
        }
    }

    // Stretches of bases and of ambiguity letters, in either case; some longer than what is packed at once.
    private static string RawBases(RandomStream draws, Alphabet alphabet)
    {
        var bases = new StringBuilder();
        for (long stretch = draws.NextBelow(20); stretch > 0; stretch--)
        {
            ReadOnlySpan<byte> letters = draws.NextBelow(3) == 0 ? alphabet.AmbiguityLetters : alphabet.Letters;
            byte repeated = letters[(int)draws.NextBelow(letters.Length)];
            bool isRepeated = draws.NextBelow(3) == 0;
            int lowerCase = draws.NextBelow(3) == 0 ? 0x20 : 0;
            for (long left = draws.NextBelow(draws.NextBelow(10) == 0 ? 70_000 : 30); left > 0; left--)
                bases.Append((char)((isRepeated ? repeated : letters[(int)draws.NextBelow(letters.Length)]) | lowerCase));
        }
        return bases.ToString();
    }

    private Corpus Build() =>
        CorpusBuilder.Build([_folder.Write("a.fa", ">one\nACGT\n>two\nTTAR\n")], Alphabet.Dna, _folder.Path);
}
