using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Tokenizers;

namespace Cistron.Sequences.Tests.Tokenizers;

public sealed class TokenProjectionTests
{
    [Fact]
    public void A_base_has_the_mean_of_the_tokens_that_cover_it()
    {
        float[] bases = TokenProjection.ToBases([3, 6, 0], [new(0, 3), new(1, 4), new(2, 5)], 6);

        Assert.Equal([3f, 4.5f, 3, 3, 0, 0], bases);
    }

    [Fact]
    public void Equal_tokens_give_equal_bases_and_a_base_without_token_has_0()
    {
        foreach (var (spans, count) in Tokenizations())
        {
            float[] bases = TokenProjection.ToBases([.. Enumerable.Repeat(2.5f, spans.Count)], spans, count);

            int covered = spans.Max(span => span.End);
            Assert.All(bases[..covered], score => Assert.Equal(2.5f, score));
            Assert.All(bases[covered..], score => Assert.Equal(0, score));
        }
    }

    [Fact]
    public void No_token_is_lost_or_counted_twice_where_all_of_its_bases_are_covered_fully()
    {
        foreach (var (spans, count) in Tokenizations())
        {
            int k = spans.Max(span => span.Length), stride = spans.Count > 1 ? spans[1].Start - spans[0].Start : k;
            if (k % stride != 0)
                continue;
            for (int token = 0; token < spans.Count; token++)
            {
                var span = spans[token];
                bool isInside = Enumerable.Range(span.Start, span.Length).All(i => spans.Count(other => other.Start <= i && i < other.End) == k / stride);
                if (!isInside)
                    continue;
                float[] one = new float[spans.Count];
                one[token] = 1;

                Assert.Equal(stride, TokenProjection.ToBases(one, spans, count).Sum(), 1e-5);
            }
        }
    }

    // Tokenizations of random bases by k-mers of random k and stride, whose incomplete ends are dropped.
    private static IEnumerable<(List<TokenSpan> Spans, int Bases)> Tokenizations()
    {
        var draws = RandomStream.For(1, "projection");
        for (int i = 0; i < 200; i++)
        {
            int k = 1 + (int)draws.NextBelow(6), stride = 1 + (int)draws.NextBelow(k), bases = k + (int)draws.NextBelow(40);
            List<TokenSpan> spans = [];
            new KmerTokenizer(k, stride, Tail.Drop, Alphabet.Dna).Encode(new byte[bases], [], spans);
            yield return (spans, bases);
        }
    }
}
