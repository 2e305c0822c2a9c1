using System.Text;
using System.Text.Json;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Tokenizers;

namespace Cistron.Sequences.Tests.Tokenizers;

public class LetterTokenizerTests
{
    private static readonly LetterTokenizer Dna = new(Alphabet.Dna);

    [Fact]
    public void The_vocabulary_has_the_bases_and_then_the_ambiguity_letters()
    {
        Assert.Equal("A C G T R Y S W K M B D H V N", string.Join(' ', Dna.Vocabulary.Tokens.Skip(5)));
        Assert.Equal(LetterTokenizer.VocabularySize, Dna.Vocabulary.Count);
        Assert.Equal([5, 6, 7, 8], Enumerable.Range(0, Dna.Vocabulary.Count).Where(Dna.Vocabulary.IsDefinite));
    }

    [Fact]
    public void Every_letter_is_a_token_and_comes_back()
    {
        List<int> ids = [];
        List<TokenSpan> spans = [];

        Dna.Encode("GATNRYA"u8, ids, spans);

        Assert.Equal([7, 5, 8, 19, 9, 10, 5], ids);
        Assert.Equal(Enumerable.Range(0, 7).Select(i => new TokenSpan(i, i + 1)), spans);
        Assert.Equal("GATNRYA", Dna.Decode([.. ids]));
        Assert.Equal((7, 7, 1), (Dna.TokenCount(7), Dna.ContextBases(7), Dna.TokenBases));
    }

    [Fact]
    public void What_no_letter_stands_for_is_unknown_and_comes_back_as_any_base()
    {
        var specials = Dna.Vocabulary.Specials;
        List<int> ids = [];

        Dna.Encode("Aa-"u8, ids);

        Assert.Equal([5, specials.Unknown, specials.Unknown], ids);
        Assert.Equal("ANN", Dna.Decode([specials.Classification, .. ids[..2], specials.Mask, specials.Separator, specials.Padding]));
    }

    [Fact]
    public void Uracil_has_the_id_of_thymine()
    {
        var rna = new LetterTokenizer(Alphabet.Rna);
        List<int> ofRna = [], ofDna = [];

        rna.Encode("GAUC"u8, ofRna);
        Dna.Encode("GATC"u8, ofDna);

        Assert.Equal(ofDna, ofRna);
        Assert.NotEqual(Dna.Fingerprint, rna.Fingerprint);
    }

    [Fact]
    public void A_description_gives_the_same_tokenizer_back()
    {
        string text = Dna.ToJson().ToJsonString();

        var again = Assert.IsType<LetterTokenizer>(TokenizerRegistry.FromJson(JsonDocument.Parse(text).RootElement, "cistron.json"));

        Assert.Equal("""{"kind":"letter","alphabet":"dna"}""", text);
        Assert.Equal(Dna.Fingerprint, again.Fingerprint);
    }

    [Theory]
    [InlineData("""{"kind":"letter"}""")]
    [InlineData("""{"kind":"letter","alphabet":"protein"}""")]
    [InlineData("""{"kind":"letter","alphabet":null}""")]
    [InlineData("""{"kind":"letter","alphabet":"dna","k":3}""")]
    public void A_damaged_description_is_refused(string text)
    {
        var fault = Assert.Throws<InputException>(() => TokenizerRegistry.FromJson(JsonDocument.Parse(text).RootElement, "cistron.json"));

        Assert.Contains("kind and alphabet (dna or rna)", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_ambiguity_letter_stands_for_its_bases()
    {
        string letters = Encoding.ASCII.GetString([.. Alphabet.Dna.Letters, .. Alphabet.Dna.AmbiguityLetters]);
        string[] expected = ["A", "C", "G", "T", "AG", "CT", "CG", "AT", "GT", "AC", "CGT", "AGT", "ACT", "ACG", "ACGT"];

        Assert.Equal(expected, letters.Select(letter => string.Concat(Alphabet.Dna.BasesOf((byte)letter).Select(place => "ACGT"[place]))));
        Assert.Equal([3], Alphabet.Rna.BasesOf((byte)'U'));
        Assert.Throws<ArgumentException>(() => Alphabet.Dna.BasesOf((byte)'U'));
        Assert.Throws<ArgumentException>(() => Alphabet.Protein.BasesOf((byte)'A'));
    }
}
