using Cistron.Sequences.Tokenizers;

namespace Cistron.Sequences.Tests.Tokenizers;

public class VocabularyTests
{
    [Fact]
    public void Pieces_follow_the_five_special_tokens()
    {
        Vocabulary vocabulary = Vocabulary.OfPieces(["A", "T"]);

        Assert.Equal(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "A", "T"], vocabulary.Tokens);
        Assert.Equal(new SpecialTokens(0, 1, 2, 3, 4), vocabulary.Specials);
        Assert.Equal(7, vocabulary.Count);
    }

    [Fact]
    public void Special_tokens_are_found_wherever_a_foreign_vocabulary_has_them()
    {
        var vocabulary = new Vocabulary(["[UNK]", "[CLS]", "[SEP]", "[PAD]", "[MASK]", "A"]);

        Assert.Equal(new SpecialTokens(Padding: 3, Unknown: 0, Classification: 1, Separator: 2, Mask: 4), vocabulary.Specials);
        Assert.True(vocabulary.Specials.Contains(4));
        Assert.False(vocabulary.Specials.Contains(5));
    }

    [Fact]
    public void Ids_and_tokens_are_each_others_inverse()
    {
        Vocabulary vocabulary = Vocabulary.OfPieces(["AC", "GT"]);

        foreach (int id in Enumerable.Range(0, vocabulary.Count))
            Assert.Equal(id, vocabulary.IdOf(vocabulary.TokenOf(id)));
    }

    [Fact]
    public void A_token_that_is_not_there_has_the_id_of_the_unknown_token_and_never_of_padding()
    {
        var vocabulary = new Vocabulary(["A", "[PAD]", "[CLS]", "[SEP]", "[MASK]", "[UNK]"]);

        Assert.Equal(5, vocabulary.IdOf("N"));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(6)]
    public void An_id_outside_the_vocabulary_is_refused_with_the_range(int id)
    {
        Vocabulary vocabulary = Vocabulary.OfPieces(["A"]);

        var fault = Assert.Throws<ArgumentOutOfRangeException>(() => vocabulary.TokenOf(id));

        Assert.Contains("0 to 5", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_that_stands_twice_is_refused_with_both_ids()
    {
        var fault = Assert.Throws<ArgumentException>(() => Vocabulary.OfPieces(["A", "C", "A"]));

        Assert.Contains("'A' stands at ids 5 and 7", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("A C")]
    [InlineData("A\n")]
    public void A_token_that_is_not_one_word_is_refused(string token)
    {
        var fault = Assert.Throws<ArgumentException>(() => Vocabulary.OfPieces(["A", token]));

        Assert.Contains("Token 6", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_special_token_is_named()
    {
        var fault = Assert.Throws<ArgumentException>(() => new Vocabulary(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "A"]));

        Assert.Contains("[MASK]", fault.Message, StringComparison.Ordinal);
    }
}
