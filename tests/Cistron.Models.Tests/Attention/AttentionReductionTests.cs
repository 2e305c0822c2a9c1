using Cistron.Models.Attention;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Tokenizers;
using Cistron.Torch;

namespace Cistron.Models.Tests.Attention;

public sealed class AttentionReductionTests
{
    /// <summary>[CLS], three codons, [SEP].</summary>
    private static readonly SpannedRow Row = RowOf(3);

    [Fact]
    public void Statistics_are_those_of_a_small_matrix_worked_out_by_hand()
    {
        using var scope = new TensorScope();
        float[] weights =
        [
            1, 0, 0, 0, 0,
            0.5f, 0.25f, 0, 0.25f, 0,
            0, 0, 1, 0, 0,
            0, 0.5f, 0, 0, 0.5f,
            0.2f, 0.2f, 0.2f, 0.2f, 0.2f,
        ];

        var head = Reduce([Row], weights, nearTokens: 1, profileTokens: 3)[0][0];

        Assert.Equal((1 + 0.5 + 0.2) / 5, head[AttentionStatistic.ClsMass], 1e-6);
        Assert.Equal((0.5 + 0.2) / 5, head[AttentionStatistic.SepMass], 1e-6);
        // In bits: 0, 1.5, 0, 1 and log2 5.
        Assert.Equal((1.5 + 1 + Math.Log2(5)) / 5 / Math.Log2(5), head[AttentionStatistic.Entropy], 1e-6);
        // Codons give codons 0.25 + 0.25 + 1 + 0.5, of which 0.25 and 0.5 go two further.
        Assert.Equal((0.25 * 2 + 0.5 * 2) / 2, head[AttentionStatistic.Distance], 1e-6);
        Assert.Equal(3 * head[AttentionStatistic.Distance], head[AttentionStatistic.DistanceBases], 1e-6);
        Assert.Equal((0.25 + 1) / 2, head[AttentionStatistic.NearbyMass], 1e-6);
        Assert.Equal([double.NaN, 5 * 0.5, 0, 5 * 1.25 / 3, 0, 5 * 0.25, double.NaN],
            Enumerable.Range(-3, 7).Select(head.TimesEven), (a, b) => (double.IsNaN(a) && double.IsNaN(b)) || Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void Even_attention_is_what_the_reference_says_for_rows_of_every_length()
    {
        using var scope = new TensorScope();
        SpannedRow[] rows = [.. Enumerable.Range(1, 18).Select(RowOf)];

        var heads = Reduce(rows, EvenWeights(rows), nearTokens: 2, profileTokens: 4);

        for (int i = 0; i < rows.Length; i++)
        {
            var even = HeadAttention.Even(rows[i], nearTokens: 2, profileTokens: 4);
            Assert.Equal(1, heads[i][0][AttentionStatistic.Entropy], 1e-6);
            Assert.Equal(1.0 / rows[i].Ids.Length, heads[i][0][AttentionStatistic.ClsMass], 1e-6);
            Assert.Equal(even.Numbers, heads[i][0].Numbers, (a, b) => double.IsNaN(a) == double.IsNaN(b) && !(Math.Abs(a - b) > 1e-5 * Math.Max(1, a)));
        }
    }

    [Fact]
    public void Neither_padding_nor_the_rows_beside_it_change_the_numbers_of_a_row()
    {
        using var scope = new TensorScope();
        var draws = RandomStream.For(1, "weights");
        SpannedRow[] rows = [RowOf(4), RowOf(11), RowOf(7)];
        float[] weights = [.. EvenWeights(rows).Select(weight => weight * (float)draws.NextDouble())];

        var together = Reduce(rows, weights, nearTokens: 2, profileTokens: 3);

        for (int i = 0; i < rows.Length; i++)
        {
            int width = rows.Max(row => row.Ids.Length), own = rows[i].Ids.Length;
            float[] alone = [.. Enumerable.Range(0, own * own).Select(at => weights[(i * width + at / own) * width + at % own])];
            Assert.Equal(Reduce([rows[i]], alone, nearTokens: 2, profileTokens: 3)[0][0].Numbers, together[i][0].Numbers,
                (a, b) => double.IsNaN(a) == double.IsNaN(b) && !(Math.Abs(a - b) > 1e-5 * Math.Abs(a)));
        }
    }

    [Fact]
    public void A_row_without_tokens_of_bases_has_no_distances()
    {
        using var scope = new TensorScope();

        var head = Reduce([new SpannedRow([2, 3], [], 2)], [0.25f, 0.75f, 0.75f, 0.25f], nearTokens: 1, profileTokens: 1)[0][0];

        Assert.Equal(0.5, head[AttentionStatistic.ClsMass], 1e-6);
        Assert.All(new[] { AttentionStatistic.Distance, AttentionStatistic.DistanceBases, AttentionStatistic.NearbyMass },
            statistic => Assert.Equal(double.NaN, head[statistic]));
    }

    private static HeadAttention[][] Reduce(SpannedRow[] rows, float[] weights, int nearTokens, int profileTokens)
    {
        int width = rows.Max(row => row.Ids.Length);
        return new AttentionReduction(rows, Device.Cpu, nearTokens, profileTokens)
            .Of(Tensor.From<float>(weights, rows.Length, 1, width, width));
    }

    // Every query, padded ones too, shares its weight out among the real tokens, as a softmax over unpadded keys does.
    private static float[] EvenWeights(SpannedRow[] rows)
    {
        int width = rows.Max(row => row.Ids.Length);
        return [.. rows.SelectMany(row => Enumerable.Range(0, width * width).Select(at => at % width < row.Ids.Length ? 1f / row.Ids.Length : 0))];
    }

    private static SpannedRow RowOf(int codons)
    {
        List<TokenSpan> spans = [];
        return new SpannedRow(Sample.Tokenizer.Frame(Sample.Bases(3 * codons), Framing.Both, spans), spans, 3 * codons);
    }
}
