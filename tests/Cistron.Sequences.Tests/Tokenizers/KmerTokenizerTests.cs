using System.Text;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Tokenizers;

namespace Cistron.Sequences.Tests.Tokenizers;

public class KmerTokenizerTests
{
    private const int Unknown = 1;

    [Theory]
    [InlineData("AAAAAA", 5)]
    [InlineData("AAAAAT", 6)]
    [InlineData("AAAAAC", 7)]
    [InlineData("AAAAAG", 8)]
    [InlineData("AAAATA", 9)]
    [InlineData("TAAAAA", 1029)]
    [InlineData("GGGGGG", 4100)]
    public void Six_mers_have_the_ids_of_DNABERT(string kmer, int id)
    {
        KmerTokenizer tokenizer = Dna(6, 1);

        Assert.Equal(id, tokenizer.Vocabulary.IdOf(kmer));
        Assert.Equal([id], Ids(tokenizer, kmer));
    }

    [Theory]
    [InlineData(1, 9)]
    [InlineData(3, 69)]
    [InlineData(4, 261)]
    [InlineData(5, 1029)]
    [InlineData(6, 4101)]
    public void The_vocabulary_is_all_kmers_and_five_special_tokens(int k, int count)
    {
        Vocabulary vocabulary = Dna(k, 1).Vocabulary;

        Assert.Equal(count, vocabulary.Count);
        Assert.Equal(new SpecialTokens(0, 1, 2, 3, 4), vocabulary.Specials);
        Assert.All(vocabulary.Tokens.Skip(5), token => Assert.Equal(k, token.Length));
    }

    [Fact]
    public void Rna_has_U_at_the_place_of_T()
    {
        var tokenizer = new KmerTokenizer(1, 1, Tail.Drop, Alphabet.Rna);

        Assert.Equal(["A", "U", "C", "G"], tokenizer.Vocabulary.Tokens.Skip(5));
        Assert.Equal([5, 6, 7, 8, Unknown], Ids(tokenizer, "AUCGT"));
    }

    [Fact]
    public void Single_bases_are_the_kmers_of_one()
    {
        Assert.Equal([5, 7, 8, 6, Unknown, 5], Ids(Dna(1, 1), "ACGTNA"));
    }

    [Fact]
    public void Overlapping_kmers_start_at_every_base()
    {
        KmerTokenizer tokenizer = Dna(3, 1);

        Assert.Equal(["ACG", "CGT", "GTA"], Tokens(tokenizer, "ACGTA"));
    }

    [Theory]
    [InlineData("ACNTACG", new[] { "[UNK]", "[UNK]", "[UNK]", "TAC", "ACG" })]
    [InlineData("NACG", new[] { "[UNK]", "ACG" })]
    [InlineData("ACGN", new[] { "ACG", "[UNK]" })]
    [InlineData("ACRacg", new[] { "[UNK]", "[UNK]", "[UNK]", "[UNK]" })]
    public void Every_kmer_that_holds_another_letter_is_unknown_and_no_other(string bases, string[] tokens)
    {
        Assert.Equal(tokens, Tokens(Dna(3, 1), bases));
    }

    [Theory]
    [InlineData(3, 3, Tail.Drop, "ACGTTTAA", new[] { "ACG", "TTT" })]
    [InlineData(3, 3, Tail.Unknown, "ACGTTTAA", new[] { "ACG", "TTT", "[UNK]" })]
    [InlineData(3, 3, Tail.Shift, "ACGTTTAA", new[] { "ACG", "TTT", "TAA" })]
    [InlineData(3, 3, Tail.Unknown, "ACGTTT", new[] { "ACG", "TTT" })]
    [InlineData(3, 3, Tail.Shift, "ACGTTT", new[] { "ACG", "TTT" })]
    [InlineData(3, 2, Tail.Drop, "ACGTTT", new[] { "ACG", "GTT" })]
    [InlineData(3, 2, Tail.Unknown, "ACGTTT", new[] { "ACG", "GTT", "[UNK]" })]
    [InlineData(3, 2, Tail.Shift, "ACGTTT", new[] { "ACG", "GTT", "TTT" })]
    [InlineData(3, 3, Tail.Shift, "ACGTTTNA", new[] { "ACG", "TTT", "[UNK]" })]
    public void The_remainder_becomes_what_the_tail_says(int k, int stride, Tail tail, string bases, string[] tokens)
    {
        Assert.Equal(tokens, Tokens(Dna(k, stride, tail), bases));
    }

    [Theory]
    [InlineData(Tail.Drop, new string[0])]
    [InlineData(Tail.Unknown, new[] { "[UNK]" })]
    [InlineData(Tail.Shift, new[] { "[UNK]" })]
    public void A_sequence_shorter_than_k_is_left_out_or_one_unknown(Tail tail, string[] tokens)
    {
        foreach (int stride in new[] { 1, 3 })
            Assert.Equal(tokens, Tokens(Dna(3, stride, tail), "AC"));
    }

    [Theory]
    [InlineData(Tail.Drop)]
    [InlineData(Tail.Unknown)]
    [InlineData(Tail.Shift)]
    public void An_empty_sequence_has_no_tokens(Tail tail)
    {
        Assert.Empty(Ids(Dna(3, 1, tail), ""));
        Assert.Equal(0, Dna(3, 1, tail).TokenCount(0));
    }

    [Fact]
    public void Encoding_appends_behind_what_is_there()
    {
        List<int> ids = [2];
        List<TokenSpan> spans = [new(7, 8)];

        Dna(1, 1).Encode("AG"u8, ids, spans);

        Assert.Equal([2, 5, 8], ids);
        Assert.Equal([new(7, 8), new(0, 1), new(1, 2)], spans);
    }

    [Fact]
    public void Decoding_skips_the_frame_and_writes_masked_bases_as_N()
    {
        KmerTokenizer tokenizer = Dna(3, 3);
        Vocabulary vocabulary = tokenizer.Vocabulary;

        string bases = tokenizer.Decode([2, vocabulary.IdOf("ACG"), 4, vocabulary.IdOf("TTT"), 1, 3, 0, 0]);

        Assert.Equal("ACGNNNTTTNNN", bases);
    }

    [Fact]
    public void Decoding_fills_a_masked_kmer_from_those_that_overlap_it()
    {
        KmerTokenizer tokenizer = Dna(3, 1);
        Vocabulary vocabulary = tokenizer.Vocabulary;

        Assert.Equal("ACGTA", tokenizer.Decode([vocabulary.IdOf("ACG"), 4, vocabulary.IdOf("GTA")]));
        Assert.Equal("ACGNN", tokenizer.Decode([vocabulary.IdOf("ACG"), 4, 4]));
        Assert.Equal("NACG", tokenizer.Decode([1, vocabulary.IdOf("ACG")]));
    }

    [Fact]
    public void Decoding_refuses_an_id_that_is_not_in_the_vocabulary()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Dna(1, 1).Decode([5, 9]));
    }

    [Theory]
    [InlineData(0, 1, "k must be 1 to 10")]
    [InlineData(11, 1, "k must be 1 to 10")]
    [InlineData(3, 0, "stride must be 1 to k = 3")]
    [InlineData(3, 4, "would never be seen")]
    public void A_size_out_of_range_is_refused_with_the_reason(int k, int stride, string reason)
    {
        var fault = Assert.Throws<ArgumentOutOfRangeException>(() => Dna(k, stride));

        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Proteins_have_no_kmers_of_four_bases()
    {
        var fault = Assert.Throws<ArgumentException>(() => new KmerTokenizer(3, 1, Tail.Drop, Alphabet.Protein));

        Assert.Contains("protein alphabet has 20 letters", fault.Message, StringComparison.Ordinal);
    }

    private static KmerTokenizer Dna(int k, int stride, Tail tail = Tail.Drop) => new(k, stride, tail, Alphabet.Dna);

    private static List<int> Ids(KmerTokenizer tokenizer, string bases)
    {
        List<int> ids = [];
        tokenizer.Encode(Encoding.ASCII.GetBytes(bases), ids);
        return ids;
    }

    private static IEnumerable<string> Tokens(KmerTokenizer tokenizer, string bases) =>
        Ids(tokenizer, bases).Select(tokenizer.Vocabulary.TokenOf);
}
