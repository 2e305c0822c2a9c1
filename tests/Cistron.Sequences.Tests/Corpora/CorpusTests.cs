using System.Text;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Corpora;
using Cistron.Sequences.Formats;

namespace Cistron.Sequences.Tests.Corpora;

public sealed class CorpusTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0, 7, "ACGTTTA")]
    [InlineData(2, 5, "GTT")]
    [InlineData(7, 7, "")]
    public void A_region_is_read_where_it_lies(long start, long end, string bases)
    {
        using Corpus corpus = Build();

        Assert.Equal(bases, Encoding.ASCII.GetString(corpus.Read(new CorpusRegion(0, start, end))));
    }

    [Theory]
    [InlineData(-1, 2)]
    [InlineData(3, 8)]
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
        string path = Path.Combine(corpus.Folder, "corpus.bases");
        using (var bases = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            bases.SetLength(3);

        var fault = Assert.Throws<InputException>(() => corpus.Read(new CorpusRegion(0, 0, 7)));

        Assert.Contains("missing or cut", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_a_corpus_is_named()
    {
        var fault = Assert.Throws<InputException>(() => Corpus.Open(_folder.Path));

        Assert.Equal(Path.Combine(_folder.Path, "corpus.json"), fault.File);
    }

    [Theory]
    [InlineData("\"format\":1", "\"format\":2")]
    [InlineData("\"alphabet\":\"dna\"", "\"alphabet\":\"xna\"")]
    [InlineData("\"length\":7", "\"length\":8")]
    [InlineData("\"start\":0", "\"start\":-4")]
    [InlineData("\"source\":0", "\"source\":3")]
    [InlineData("\"length\":4", "\"length\":9223372036854775807")]
    [InlineData("\"id\":\"one\"", "\"id\":null")]
    [InlineData("\"records\":", "\"rows\":")]
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

    private Corpus Build() =>
        CorpusBuilder.Build([_folder.Write("a.fa", ">one\nACGT\n>two\nTTA\n")], Alphabet.Dna, _folder.Path);
}
