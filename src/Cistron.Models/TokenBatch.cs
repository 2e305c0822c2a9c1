using Cistron.Torch;

namespace Cistron.Models;

/// <summary>
/// Token ids of several sequences, padded to the longest of them, as a backbone takes them.
/// </summary>
public sealed class TokenBatch : PaddedRows
{
    private TokenBatch(Tensor ids, IReadOnlyList<int> lengths) : base(lengths, (int)ids.Size(1), ids.Device) => Ids = ids;

    /// <summary>Ids (B, T), int64; positions beyond a row's length hold the padding id.</summary>
    public Tensor Ids { get; }

    /// <summary>
    /// (B, T, E): what stands in for the vectors that a backbone has for the ids in <see cref="Backbone.TokenEmbeddings"/>;
    /// null, as ever, for those.
    /// </summary>
    public Tensor? Vectors { get; private init; }

    /// <summary>Lays rows of ids side by side on a device.</summary>
    /// <param name="rows">At least one row; every row has at least one id.</param>
    /// <param name="paddingId">Fills rows up to the longest.</param>
    /// <param name="device">Where the model lives.</param>
    public static TokenBatch From(IReadOnlyList<int[]> rows, int paddingId, Device device)
    {
        int width = rows.Max(r => r.Length);
        long[] ids = new long[rows.Count * width];
        Array.Fill(ids, paddingId);
        for (int row = 0; row < rows.Count; row++)
            for (int t = 0; t < rows[row].Length; t++)
                ids[row * width + t] = rows[row][t];
        var tensor = Tensor.From<long>(ids, rows.Count, width).To(device, DType.Int64);
        return new TokenBatch(tensor, [.. rows.Select(r => r.Length)]);
    }

    /// <summary>
    /// Tokens [<paramref name="start"/>, <paramref name="end"/>) of every row; a row that ends before them has length 0.
    /// </summary>
    public TokenBatch Slice(int start, int end) =>
        new(Ids.Slice(1, start, end), [.. Lengths.Select(l => Math.Clamp(l - start, 0, end - start))])
        {
            Vectors = Vectors?.Slice(1, start, end),
        };

    /// <summary>The same tokens with vectors of the caller's, such as some whose gradients are asked for.</summary>
    /// <param name="vectors">(B, T, E)</param>
    public TokenBatch WithVectors(Tensor vectors) => new(Ids, [.. Lengths]) { Vectors = vectors };
}
