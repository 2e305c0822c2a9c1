using System.Text.Json;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Tokenizers;
using Cistron.Sequences.Tokenizers.Bpe;

namespace Cistron.Sequences.Tests.Tokenizers.Bpe;

public sealed class BpeTokenizerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    // TG, CA and CATG, at ids 9 to 11 behind five special tokens and four bases.
    private static readonly BpeMerges Merges = new("ACGT", [(3, 2), (1, 0), (5, 4)]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Merges_are_applied_in_the_order_of_their_ranks()
    {
        Assert.Equal([11, 10, 8, 9], Encode(BpeTokenizer.Of(Merges, Alphabet.Dna), "CATGCATTG"));
    }

    [Fact]
    public void Lower_case_and_letters_that_are_no_bases_are_unknown_one_by_one()
    {
        Assert.Equal([9, 1, 1, 1, 5], Encode(BpeTokenizer.Of(Merges, Alphabet.Dna), "TGNcNA"));
    }

    [Fact]
    public void Unknown_letters_can_be_one_token_together()
    {
        var tokenizer = new BpeTokenizer(Merges, Vocabulary.OfPieces(Merges.Texts), Alphabet.Dna, UnknownLetters.Together);
        List<int> ids = [1];
        List<TokenSpan> spans = [];

        tokenizer.Encode("NNTGNNN"u8, ids, spans);

        Assert.Equal([1, 1, 9, 1], ids);
        Assert.Equal([new TokenSpan(0, 2), new TokenSpan(2, 4), new TokenSpan(4, 7)], spans);
    }

    [Fact]
    public void Letters_of_the_vocabulary_beyond_the_bases_are_tokens_and_merge()
    {
        var merges = new BpeMerges("ACGTN", [(4, 4), (5, 0)]);

        Assert.Equal([11, 10, 9], Encode(BpeTokenizer.Of(merges, Alphabet.Dna), "NNANNN"));
    }

    [Fact]
    public void An_empty_sequence_has_no_tokens()
    {
        Assert.Empty(Encode(BpeTokenizer.Of(Merges, Alphabet.Dna), ""));
    }

    [Fact]
    public void A_million_bases_take_as_many_steps_and_not_their_square()
    {
        var tokenizer = BpeTokenizer.Of(Merges, Alphabet.Dna);

        Assert.Equal(250_000, Encode(tokenizer, string.Concat(Enumerable.Repeat("CATG", 250_000))).Count);
    }

    [Fact]
    public void A_base_without_a_token_is_refused()
    {
        var fault = Assert.Throws<ArgumentException>(() => BpeTokenizer.Of(new BpeMerges("ACGT", []), Alphabet.Rna));

        Assert.Contains("rna base U", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AA", 0, 0)]
    [InlineData("ACGT", 0, 4)]
    [InlineData("ACGT", -1, 0)]
    [InlineData("A T", 0, 0)]
    [InlineData("", 0, 0)]
    public void Merges_that_make_no_sense_are_refused(string letters, int left, int right)
    {
        Assert.Throws<ArgumentException>(() => new BpeMerges(letters, [(left, right)]));
    }

    [Fact]
    public void A_symbol_is_made_once()
    {
        // AAA of AA and A, and of A and AA.
        Assert.Throws<ArgumentException>(() => new BpeMerges("A", [(0, 0), (1, 0), (0, 1)]));
    }

    [Fact]
    public void A_saved_tokenizer_loads_as_the_same()
    {
        var tokenizer = new BpeTokenizer(Merges, Vocabulary.OfPieces(Merges.Texts), Alphabet.Dna, UnknownLetters.Together);

        TokenizerFolder.Save(tokenizer, _folder.Path, contextTokens: 512);
        var loaded = Assert.IsType<BpeTokenizer>(
            TokenizerFolder.Load(_folder.Path, JsonSerializer.SerializeToElement(tokenizer.ToJson()), "cistron.json"));

        Assert.Equal(tokenizer.Fingerprint, loaded.Fingerprint);
        Assert.Equal(tokenizer.Merges.Pairs, loaded.Merges.Pairs);
        Assert.Equal(UnknownLetters.Together, loaded.Unknown);
    }

    [Theory]
    [InlineData("\"merges\":\"T G C A CA TG\"", "\"merges\":\"T G C A CA\"")]
    [InlineData("\"merges\":\"T G C A CA TG\"", "\"merges\":\"CA TG T G\"")]
    [InlineData("\"merges\":\"T G C A CA TG\"", "\"merges\":\"T G C A CA TG A A\"")]
    [InlineData("[MASK] A", "A A")]
    [InlineData("[MASK] A", "[MASK] B")]
    [InlineData("[MASK] A", "[MASK]  A")]
    [InlineData("\"dna\"", "\"protein\"")]
    [InlineData("\"one_by_one\"", "\"never\"")]
    [InlineData("\"unknown\":", "\"known\":")]
    public void A_damaged_description_is_refused(string part, string damaged)
    {
        string description = BpeTokenizer.Of(Merges, Alphabet.Dna).ToJson().ToJsonString();
        Assert.Contains(part, description, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(description.Replace(part, damaged, StringComparison.Ordinal));

        Assert.Throws<InputException>(() => TokenizerRegistry.FromJson(json.RootElement, "cistron.json"));
    }

    private static List<int> Encode(BpeTokenizer tokenizer, string bases)
    {
        List<int> ids = [];
        tokenizer.Encode(System.Text.Encoding.ASCII.GetBytes(bases), ids);
        return ids;
    }
}
