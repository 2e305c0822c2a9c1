using System.Text.Json;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Tokenizers;

namespace Cistron.Sequences.Tests.Tokenizers;

public class TokenizerRegistryTests
{
    [Fact]
    public void A_kmer_tokenizer_describes_itself_in_one_line()
    {
        var tokenizer = new KmerTokenizer(3, 1, Tail.Drop, Alphabet.Dna);

        Assert.Equal(
            """{"kind":"kmer","alphabet":"dna","k":3,"stride":1,"tail":"drop"}""", tokenizer.ToJson().ToJsonString());
    }

    [Fact]
    public void A_description_gives_the_same_tokenizer_back()
    {
        var tokenizer = new KmerTokenizer(4, 2, Tail.Shift, Alphabet.Rna);

        var again = Assert.IsType<KmerTokenizer>(FromJson(tokenizer.ToJson().ToJsonString()));

        Assert.Equal((4, 2, Tail.Shift, Alphabet.Rna), (again.K, again.Stride, again.Tail, again.Alphabet));
        Assert.Equal(tokenizer.Fingerprint, again.Fingerprint);
    }

    [Fact]
    public void Each_parameter_changes_the_fingerprint()
    {
        KmerTokenizer[] tokenizers =
        [
            new(3, 3, Tail.Drop, Alphabet.Dna), new(3, 1, Tail.Drop, Alphabet.Dna), new(4, 3, Tail.Drop, Alphabet.Dna),
            new(3, 3, Tail.Unknown, Alphabet.Dna), new(3, 3, Tail.Drop, Alphabet.Rna),
        ];

        Assert.Equal(tokenizers.Length, tokenizers.Select(tokenizer => tokenizer.Fingerprint).Distinct().Count());
    }

    [Fact]
    public void A_fingerprint_never_changes_between_versions()
    {
        var tokenizer = new KmerTokenizer(1, 1, Tail.Drop, Alphabet.Dna);

        Assert.Equal("136159f0a583c0ffefd168cab4e4c4f1604882c56822392a4caeaebc54e1a4c6", tokenizer.Fingerprint);
    }

    [Theory]
    [InlineData("{}", "names no kind")]
    [InlineData("[]", "names no kind")]
    [InlineData("""{"kind":3}""", "names no kind")]
    [InlineData("""{"kind":"bytes"}""", "'bytes' names no kind of tokenizer; a kind is one of bpe, kmer")]
    [InlineData("""{"kind":"kmer","alphabet":"dna","k":3,"stride":1}""", "is not valid")]
    [InlineData("""{"kind":"kmer","alphabet":"dna","k":3,"stride":1,"tail":"keep"}""", "drop, unknown or shift")]
    [InlineData("""{"kind":"kmer","alphabet":"dna","k":3,"stride":1,"tail":2}""", "is not valid")]
    [InlineData("""{"kind":"kmer","alphabet":"dna","k":"3","stride":1,"tail":"drop"}""", "is not valid")]
    [InlineData("""{"kind":"kmer","alphabet":"dna","k":99,"stride":1,"tail":"drop"}""", "k (1 to 10)")]
    [InlineData("""{"kind":"kmer","alphabet":"dna","k":3,"stride":4,"tail":"drop"}""", "stride (1 to k)")]
    [InlineData("""{"kind":"kmer","alphabet":"xna","k":3,"stride":1,"tail":"drop"}""", "dna or rna")]
    [InlineData("""{"kind":"kmer","alphabet":null,"k":3,"stride":1,"tail":"drop"}""", "is not valid")]
    [InlineData("""{"kind":"kmer","alphabet":"dna","k":3,"stride":1,"tail":"drop","pad":0}""", "exactly the fields")]
    public void A_description_that_cannot_be_is_refused_with_what_was_expected(string json, string sentence)
    {
        var fault = Assert.Throws<InputException>(() => FromJson(json));

        Assert.StartsWith("cistron.json: ", fault.Message, StringComparison.Ordinal);
        Assert.Contains(sentence, fault.Message, StringComparison.Ordinal);
    }

    private static Tokenizer FromJson(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return TokenizerRegistry.FromJson(document.RootElement, "cistron.json");
    }
}
