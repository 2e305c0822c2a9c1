using Cistron.Models.Attention;
using Cistron.Models.Bert;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Tokenizers;
using Cistron.Torch;

namespace Cistron.Models.Tests.Attention;

public sealed class AttentionMapTests
{
    [Theory]
    [InlineData(3, 3, 30, 100)]
    [InlineData(3, 1, 30, 100)]
    [InlineData(6, 2, 41, 10)]
    [InlineData(1, 1, 12, 5)]
    public void Even_attention_makes_an_even_map_whatever_the_tokens(int k, int stride, int bases, int mostCells)
    {
        using var scope = new TensorScope();
        var row = RowOf(new KmerTokenizer(k, stride, Tail.Unknown, Alphabet.Dna), bases);
        int tokens = row.Ids.Length;

        var map = Map(row, (_, _) => 1f / tokens, mostCells);

        Assert.InRange(map.Cells.GetLength(0), 1, mostCells);
        Assert.Equal((bases + map.CellBases - 1) / map.CellBases, map.Cells.GetLength(1));
        Assert.All(map.Cells.Cast<double>(), cell => Assert.Equal(1, cell, 1e-5));
        Assert.All(map.Received, received => Assert.Equal(1, received, 1e-5));
        Assert.Equal(bases, map.Received.Length);
    }

    [Fact]
    public void Tokens_side_by_side_give_each_pair_of_their_bases_their_weight()
    {
        using var scope = new TensorScope();
        var row = RowOf(Sample.Tokenizer, 12);
        var draws = RandomStream.For(1, "weights");
        float[] weights = [.. Enumerable.Range(0, 36).Select(_ => (float)draws.NextDouble())];

        var map = Map(row, (query, key) => weights[query * 6 + key], mostCells: 12);

        for (int query = 0; query < 12; query++)
            for (int key = 0; key < 12; key++)
                Assert.Equal(6 * weights[(1 + query / 3) * 6 + 1 + key / 3], map.Cells[query, key], 1e-5);
        // A token's weight, given to each of its three bases, is there three times.
        for (int query = 0; query < 12; query++)
            Assert.Equal(3 * 6 * Enumerable.Range(1, 4).Sum(key => (double)weights[(1 + query / 3) * 6 + key]),
                Enumerable.Range(0, 12).Sum(key => map.Cells[query, key]), 1e-4);
    }

    [Fact]
    public void A_pair_of_bases_has_the_mean_over_the_tokens_that_cover_them()
    {
        using var scope = new TensorScope();
        // Dimers at 0, 1 and 2 of four bases.
        var row = RowOf(new KmerTokenizer(2, 1, Tail.Drop, Alphabet.Dna), 4);

        var map = Map(row, (query, key) => query == 2 && key == 3 ? 0.2f : 0, mostCells: 4);

        // The token at 1 asks that at 2; each of their bases 1, 2 and 2 has another token too, base 3 none.
        Assert.Equal(5 * 0.2 / 4, map.Cells[1, 2], 1e-6);
        Assert.Equal(5 * 0.2 / 2, map.Cells[2, 3], 1e-6);
        Assert.Equal(0, map.Cells[3, 2], 1e-6);
        Assert.Equal(0.2 / 2, map.Received[2], 1e-6);
        Assert.Equal(0.2, map.Received[3], 1e-6);
    }

    [Fact]
    public void Cells_of_several_bases_are_the_means_of_the_map_base_by_base()
    {
        using var scope = new TensorScope();
        var row = RowOf(new KmerTokenizer(3, 1, Tail.Drop, Alphabet.Dna), 22);
        var draws = RandomStream.For(2, "weights");
        float[] weights = [.. Enumerable.Range(0, row.Ids.Length * row.Ids.Length).Select(_ => (float)draws.NextDouble())];

        var fine = Map(row, (query, key) => weights[query * row.Ids.Length + key], mostCells: 22);
        var coarse = Map(row, (query, key) => weights[query * row.Ids.Length + key], mostCells: 5);

        Assert.Equal((1, 5), (fine.CellBases, coarse.CellBases));
        for (int query = 0; query < 5; query++)
            for (int key = 0; key < 5; key++)
                Assert.Equal((from p in Enumerable.Range(5 * query, 5) from q in Enumerable.Range(5 * key, 5)
                              where p < 22 && q < 22 select fine.Cells[p, q]).Average(), coarse.Cells[query, key], 1e-4);
        Assert.Equal(fine.Received, coarse.Received);
    }

    [Fact]
    public void Bases_that_no_token_covers_have_no_number()
    {
        using var scope = new TensorScope();
        var row = RowOf(new KmerTokenizer(3, 3, Tail.Drop, Alphabet.Dna), 8);

        var map = Map(row, (_, _) => 0.25f, mostCells: 8);
        var none = Map(RowOf(new KmerTokenizer(3, 3, Tail.Drop, Alphabet.Dna), 2), (_, _) => 0.5f, mostCells: 8);

        Assert.Equal([1, 1, 1, 1, 1, 1, double.NaN, double.NaN], map.Received);
        Assert.Equal((1.0, double.NaN, double.NaN), (map.Cells[5, 5], map.Cells[5, 6], map.Cells[7, 0]));
        Assert.All(none.Cells.Cast<double>(), cell => Assert.Equal(double.NaN, cell));
    }

    [Fact]
    public void A_layer_has_the_mean_of_the_maps_of_its_heads()
    {
        var backbone = (BertBackbone)Sample.LanguageModel(Sample.Shape).Backbone;
        backbone.SetTraining(false);

        var maps = AttentionMap.Of(backbone, RowOf(Sample.Tokenizer, 30), mostCells: 30, withHeads: true);

        Assert.Equal([(1, null), (1, 1), (1, 2), (1, 3), (1, 4), (2, null), (2, 1), (2, 2), (2, 3), (2, 4)],
            maps.Select(map => (map.Layer, map.Head)));
        for (int p = 0; p < 30; p++)
            Assert.Equal(maps.Skip(1).Take(4).Average(map => map.Cells[p, 7]), maps[0].Cells[p, 7], 1e-5);
        Assert.Equal(2, AttentionMap.Of(backbone, RowOf(Sample.Tokenizer, 30), mostCells: 30, withHeads: false).Count);
    }

    private static AttentionMap Map(SpannedRow row, Func<int, int, float> weight, int mostCells)
    {
        int tokens = row.Ids.Length;
        float[] weights = [.. Enumerable.Range(0, tokens * tokens).Select(at => weight(at / tokens, at % tokens))];
        return AttentionMap.Of(Tensor.From<float>(weights, tokens, tokens), row, mostCells);
    }

    private static SpannedRow RowOf(Tokenizer tokenizer, int bases)
    {
        List<TokenSpan> spans = [];
        return new SpannedRow(tokenizer.Frame(Sample.Bases(bases), Framing.Both, spans), spans, bases);
    }
}
