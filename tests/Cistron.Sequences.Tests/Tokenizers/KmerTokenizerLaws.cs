using System.Text;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Tokenizers;

namespace Cistron.Sequences.Tests.Tokenizers;

/// <summary>Laws that hold for every k, stride, tail and sequence, tried on all small sizes.</summary>
public class KmerTokenizerLaws
{
    private static readonly KmerTokenizer[] Tokenizers =
    [
        .. from k in Enumerable.Range(1, 5)
           from stride in Enumerable.Range(1, k)
           from tail in Enum.GetValues<Tail>()
           select new KmerTokenizer(k, stride, tail, Alphabet.Dna),
    ];

    [Fact]
    public void Every_token_is_the_kmer_of_its_span_or_unknown()
    {
        ForEach("ACGTN", (tokenizer, bases, ids, spans) =>
        {
            for (int i = 0; i < ids.Count; i++)
            {
                string covered = bases[spans[i].Start..spans[i].End];
                bool isKnown = covered.Length == tokenizer.K && !covered.Contains('N', StringComparison.Ordinal);
                Assert.Equal(isKnown ? covered : "[UNK]", tokenizer.Vocabulary.TokenOf(ids[i]));
            }
        });
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 2)]
    [InlineData(3, 3)]
    [InlineData(6, 1)]
    [InlineData(10, 1)]
    [InlineData(10, 7)]
    public void Long_sequences_are_encoded_as_their_kmers_one_by_one(int k, int stride)
    {
        RandomStream draws = RandomStream.For(1, "long sequences", k);
        var tokenizer = new KmerTokenizer(k, stride, Tail.Drop, Alphabet.Dna);
        foreach (int length in (int[])[15, 16, 17, 31, 32, 33, 63, 65, 1023, 1024, 1025, 1024 + k - 1, 1024 + k, 5_000])
        {
            byte[] bases = [.. Enumerable.Range(0, length).Select(_ => "ACGTACGTACGTACGTACGTACGTNacgtn\0\u00ff"u8[(int)draws.NextBelow(32)])];
            List<int> ids = [], one = [];

            tokenizer.Encode(bases, ids);

            for (int start = 0; start <= length - k; start += stride)
                tokenizer.Encode(bases.AsSpan(start, k), one);
            Assert.Equal(one, ids);
        }
    }

    [Fact]
    public void Spans_ascend_within_the_sequence_and_leave_no_gap()
    {
        ForEach("ACGTN", (_, bases, _, spans) =>
        {
            int covered = 0;
            for (int i = 0; i < spans.Count; i++)
            {
                Assert.True(i == 0 ? spans[i].Start == 0 : spans[i].Start > spans[i - 1].Start);
                Assert.InRange(spans[i].Start, 0, covered);
                Assert.InRange(spans[i].End, covered + 1, bases.Length);
                covered = spans[i].End;
            }
        });
    }

    [Fact]
    public void Spans_are_k_bases_long_but_for_an_unknown_last_one()
    {
        ForEach("ACGT", (tokenizer, bases, ids, spans) =>
        {
            foreach (TokenSpan span in spans.SkipLast(1))
                Assert.Equal(tokenizer.K, span.Length);
            if (spans.Count > 0 && spans[^1].Length != tokenizer.K)
                Assert.Equal(tokenizer.Vocabulary.Specials.Unknown, ids[^1]);
        });
    }

    [Fact]
    public void Only_dropping_leaves_bases_out_and_fewer_than_a_stride_of_them()
    {
        ForEach("ACGTN", (tokenizer, bases, _, spans) =>
        {
            int left = bases.Length - (spans.Count > 0 ? spans[^1].End : 0);
            int mostDropped = bases.Length < tokenizer.K ? bases.Length : tokenizer.Stride - 1;
            Assert.InRange(left, 0, tokenizer.Tail == Tail.Drop ? mostDropped : 0);
        });
    }

    [Fact]
    public void The_token_count_is_known_from_the_length()
    {
        ForEach("ACGTN", (tokenizer, bases, ids, spans) =>
        {
            Assert.Equal(tokenizer.TokenCount(bases.Length), ids.Count);
            Assert.Equal(ids.Count, spans.Count);
        });
    }

    [Fact]
    public void Decoding_an_encoded_sequence_gives_it_back_when_kmers_fill_it()
    {
        int filled = 0;

        ForEach("ACGT", (tokenizer, bases, ids, _) =>
        {
            if (tokenizer.ContextBases(ids.Count) != bases.Length)
                return;
            filled++;
            Assert.Equal(bases, tokenizer.Decode(ids.ToArray()));
        });

        Assert.True(filled > 500);
    }

    [Fact]
    public void A_context_is_the_longest_sequence_that_fits_whole()
    {
        foreach (KmerTokenizer tokenizer in Tokenizers)
        {
            Assert.Equal(0, tokenizer.ContextBases(0));
            for (int tokens = 1; tokens < 20; tokens++)
            {
                int bases = tokenizer.ContextBases(tokens);
                Assert.Equal(tokens, tokenizer.TokenCount(bases));
                Assert.Equal(tokens, tokenizer.TokenCount(bases + tokenizer.Stride) - 1);
                Assert.True(tokenizer.Tail == Tail.Drop || tokenizer.TokenCount(bases + 1) == tokens + 1);
            }
        }
    }

    private static void ForEach(string letters, Action<KmerTokenizer, string, List<int>, List<TokenSpan>> law)
    {
        RandomStream draws = RandomStream.For(1, letters);
        foreach (KmerTokenizer tokenizer in Tokenizers)
        {
            for (int length = 0; length < 24; length++)
            {
                string bases = string.Concat(
                    Enumerable.Range(0, length).Select(_ => letters[(int)draws.NextBelow(letters.Length)]));
                List<int> ids = [];
                List<TokenSpan> spans = [];
                tokenizer.Encode(Encoding.ASCII.GetBytes(bases), ids, spans);
                law(tokenizer, bases, ids, spans);
            }
        }
    }
}
