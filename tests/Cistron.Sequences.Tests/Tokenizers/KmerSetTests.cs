using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Tokenizers;

namespace Cistron.Sequences.Tests.Tokenizers;

public class KmerSetTests
{
    [Theory]
    [InlineData(3, 69, "GGG")]
    [InlineData(4, 261, "GGGG")]
    [InlineData(5, 1029, "GGGGG")]
    [InlineData(6, 4101, "GGGGGG")]
    public void The_vocabularies_of_DNABERT_are_found_and_are_those_of_the_tokenizer(int k, int count, string last)
    {
        // Every k-mer is the one before with its last letter moved on: A, T, C, G, and the carry to the left.
        var tokens = new List<string> { "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]" };
        for (int index = 0; index < 1 << (2 * k); index++)
            tokens.Add(string.Concat(Enumerable.Range(0, k).Select(place => "ATCG"[index / (int)Math.Pow(4, k - 1 - place) % 4])));

        KmerSet? found = KmerSet.In(tokens);

        Assert.Equal(new KmerSet(k, Alphabet.Dna), found);
        Assert.Equal(tokens, new KmerTokenizer(k, 1, Tail.Drop, Alphabet.Dna).Vocabulary.Tokens);
        Assert.Equal((count, new string('A', k), last), (tokens.Count, tokens[5], tokens[^1]));
    }

    [Fact]
    public void Neither_the_order_nor_other_tokens_matter()
    {
        string[] tokens = [.. new KmerTokenizer(4, 1, Tail.Drop, Alphabet.Rna).Vocabulary.Tokens, "<eos>", "A", "C", "G", "U", "N", "AAÀA"];
        for (int draw = 0; draw < 20; draw++)
        {
            var stream = RandomStream.For(3, "order", draw);
            string[] shuffled = [.. tokens.OrderBy(_ => stream.NextBelow(1 << 30))];

            Assert.Equal(new KmerSet(4, Alphabet.Rna), KmerSet.In(shuffled));
        }
    }

    [Fact]
    public void A_set_with_a_gap_is_no_set()
    {
        var tokens = new KmerTokenizer(3, 1, Tail.Drop, Alphabet.Dna).Vocabulary.Tokens;

        Assert.Null(KmerSet.In([.. tokens.Where(token => token != "TAG"), "ATG", "tag"]));
        Assert.Null(KmerSet.In(["[CLS]", "the", "##ing"]));
        Assert.Null(KmerSet.In([]));
    }
}
