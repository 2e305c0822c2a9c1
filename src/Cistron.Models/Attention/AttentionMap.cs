using Cistron.Models.Bert;
using Cistron.Sequences.Tokenizers;
using Cistron.Torch;
using Cistron.Torch.Autograd;

namespace Cistron.Models.Attention;

/// <summary>
/// The attention between the bases of one row. A pair of bases has the mean weight that the tokens which cover the first, as
/// queries, give to those which cover the second, as keys, as a multiple of the 1 / L that even attention gives: equal weights
/// make an even map, whatever the tokens. [CLS] and [SEP] cover no base.
/// </summary>
/// <param name="Layer">From 1, the lowest.</param>
/// <param name="Head">From 1; null: the mean over the heads of the layer.</param>
/// <param name="CellBases">Bases to a side of a cell; the last row and column of cells may have fewer.</param>
/// <param name="Cells">Means over pairs of bases, (query, key); NaN where no token covers a base.</param>
/// <param name="Received">
/// What each base gets on average from all tokens of the row, [CLS] and [SEP] included, as a multiple of even attention; NaN
/// where no token covers it.
/// </param>
public sealed record AttentionMap(int Layer, int? Head, int CellBases, double[,] Cells, double[] Received)
{
    /// <summary>The maps of a row: for each layer that of the mean over its heads and, where asked for, of each head.</summary>
    /// <param name="backbone">On its device, not in training.</param>
    /// <param name="row">Tokens between [CLS] and [SEP], with the bases that they cover.</param>
    /// <param name="mostCells">The most cells to a side: longer rows get cells of several bases.</param>
    /// <param name="withHeads">Whether each head has a map too.</param>
    public static IReadOnlyList<AttentionMap> Of(BertBackbone backbone, SpannedRow row, int mostCells, bool withHeads)
    {
        using var scope = new TensorScope();
        using var noGrad = new NoGrad();
        using var autocast = new Autocast(backbone.TokenEmbeddings.Value.Device, DType.Float32);
        // One row needs no padding, whatever its id.
        var batch = TokenBatch.From([row.Ids], paddingId: 0, backbone.TokenEmbeddings.Value.Device);
        int layer = 0;
        List<AttentionMap> maps = [];
        backbone.Forward(batch, weights =>
        {
            layer++;
            Tensor heads = weights.Select(0, 0);                                                      // (H, T, T)
            maps.Add(Of(heads.Mean([0]), row, mostCells) with { Layer = layer });
            for (int head = 0; withHeads && head < heads.Size(0); head++)
                maps.Add(Of(heads.Select(0, head), row, mostCells) with { Layer = layer, Head = head + 1 });
        });
        return maps;
    }

    /// <summary>The map of one head's weights.</summary>
    /// <param name="weights">(T, T): how much each token of the row, first, takes from each other.</param>
    /// <param name="row">The tokens of the row.</param>
    /// <param name="mostCells">The most cells to a side.</param>
    internal static AttentionMap Of(Tensor weights, SpannedRow row, int mostCells)
    {
        int tokens = row.Ids.Length, content = row.Spans.Count, cellBases = (row.Bases + mostCells - 1) / mostCells;
        int cells = (row.Bases + cellBases - 1) / cellBases;
        float[] covers = Covers(row.Spans, row.Bases, cellBases, cells);
        using var scope = new TensorScope();
        Tensor projection = Tensor.From<float>(covers, cells, content).To(weights.Device, DType.Float32);
        Tensor timesEven = weights.To(DType.Float32) * tokens;                                        // (T, T)
        Tensor pairs = timesEven.Slice(0, 1, 1 + content).Slice(1, 1, 1 + content);                   // (n, n)
        float[] map = projection.Matmul(pairs).Matmul(projection.Transpose(0, 1)).ToArray<float>();   // (cells, cells)
        float[] received = timesEven.Mean([0]).ToArray<float>()[1..^1];

        double[,] values = new double[cells, cells];
        for (int query = 0; query < cells; query++)
            for (int key = 0; key < cells; key++)
                values[query, key] = IsCovered(query) && IsCovered(key) ? map[query * cells + key] : double.NaN;
        float[] bases = TokenProjection.ToBases(received, row.Spans, row.Bases);
        int end = row.Spans.Count > 0 ? row.Spans.Max(span => span.End) : 0;
        return new AttentionMap(0, null, cellBases, values, [.. bases.Select((value, i) => i < end ? value : double.NaN)]);

        bool IsCovered(int cell) => covers.AsSpan(cell * content, content).IndexOfAnyExcept(0f) >= 0;
    }

    // (cells, tokens): the mean over a cell's bases that tokens cover of the mean over the tokens that cover each.
    private static float[] Covers(IReadOnlyList<TokenSpan> spans, int bases, int cellBases, int cells)
    {
        int[] covering = new int[bases], covered = new int[cells];
        foreach (var span in spans)
            for (int i = span.Start; i < span.End; i++)
                covering[i]++;
        for (int i = 0; i < bases; i++)
            covered[i / cellBases] += Math.Min(covering[i], 1);
        float[] covers = new float[cells * spans.Count];
        for (int token = 0; token < spans.Count; token++)
            for (int i = spans[token].Start; i < spans[token].End; i++)
                covers[i / cellBases * spans.Count + token] += 1f / covering[i] / covered[i / cellBases];
        return covers;
    }
}
