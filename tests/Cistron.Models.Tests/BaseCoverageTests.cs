using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Tokenizers;

namespace Cistron.Models.Tests;

public class BaseCoverageTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 1)]
    [InlineData(3, 3)]
    [InlineData(4, 2)]
    [InlineData(5, 3)]
    public void Each_base_is_answered_for_by_the_tokens_whose_span_covers_it_at_its_offset(int k, int stride)
    {
        foreach (var tail in Enum.GetValues<Tail>())
            for (int draw = 0; draw < 20; draw++)
            {
                var tokenizer = new KmerTokenizer(k, stride, tail, Alphabet.Dna);
                var draws = RandomStream.For(1, "lengths", draw);
                SpannedRow[] rows = [.. Enumerable.Range(0, 4).Select(i =>
                    Row(tokenizer, Sample.Bases(1 + (int)draws.NextBelow(30), i), i % 2 == 0 ? Framing.Both : Framing.Start))];

                var coverage = BaseCoverage.Of(rows, tokenizer.TokenBases);

                Assert.Equal(rows.Sum(row => row.Bases), coverage.Bases);
                int width = rows.Max(row => row.Ids.Length), n = 0;
                for (int row = 0; row < rows.Length; row++)
                    for (int i = 0; i < rows[row].Bases; i++, n++)
                        Check(coverage, n, rows[row], row * width, i, k);
            }
    }

    private static void Check(BaseCoverage coverage, int n, SpannedRow row, int firstToken, int i, int k)
    {
        var answers = Enumerable.Range(n * coverage.Width, coverage.Width).Where(place => coverage.Weights[place] > 0).ToArray();
        Assert.Equal(1, answers.Sum(place => coverage.Weights[place]), 1e-6);
        var found = answers.Select(place => (Token: (int)(coverage.Places[place] / k) - firstToken - 1, Offset: (int)(coverage.Places[place] % k)));
        var covering = row.Spans.Index().Where(span => span.Item.Start <= i && i < span.Item.End)
            .Select(span => (span.Index, i - span.Item.Start)).ToArray();
        if (covering.Length > 0)
            Assert.Equal(covering, found);
        else
            Assert.Equal(row.Spans.Count - 1, Assert.Single(found).Token);      // -1 is [CLS]
    }

    private static SpannedRow Row(Tokenizer tokenizer, byte[] bases, Framing framing)
    {
        List<TokenSpan> spans = [];
        return new SpannedRow(tokenizer.Frame(bases, framing, spans), spans, bases.Length);
    }
}
