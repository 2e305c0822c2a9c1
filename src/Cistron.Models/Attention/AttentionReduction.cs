using Cistron.Torch;

namespace Cistron.Models.Attention;

/// <summary>
/// Turns the attention weights of a batch of rows into a few numbers for each head, on the device where they are. One head is
/// worked on at a time, so that this takes a fraction of the memory that the weights themselves take.
/// </summary>
internal sealed class AttentionReduction
{
    // Weights below this count as 0 in the entropy, to which they add nothing that float32 could hold.
    private const double Smallest = 1e-30;

    private readonly IReadOnlyList<SpannedRow> _rows;
    private readonly int _width, _nearTokens, _profileTokens;
    private readonly Tensor _real, _separator, _pairs, _baseDistances;

    /// <summary>What the rows of a batch need. Tensors belong to the scope that is open.</summary>
    /// <param name="rows">Each with [CLS] before its content and [SEP] behind it.</param>
    /// <param name="device">Where the weights are.</param>
    /// <param name="nearTokens">How far <see cref="AttentionStatistic.NearbyMass"/> goes.</param>
    /// <param name="profileTokens">How far the profile goes to either side.</param>
    public AttentionReduction(IReadOnlyList<SpannedRow> rows, Device device, int nearTokens, int profileTokens)
    {
        (_rows, _nearTokens, _profileTokens) = (rows, nearTokens, profileTokens);
        int width = _width = rows.Max(row => row.Ids.Length);
        float[] real = new float[rows.Count * width], separator = new float[real.Length], content = new float[real.Length], starts = new float[real.Length];
        for (int row = 0; row < rows.Count; row++)
        {
            int first = row * width, tokens = rows[row].Spans.Count;
            real.AsSpan(first, rows[row].Ids.Length).Fill(1);
            separator[first + rows[row].Ids.Length - 1] = 1;
            content.AsSpan(first + 1, tokens).Fill(1);
            for (int token = 0; token < tokens; token++)
                starts[first + 1 + token] = rows[row].Spans[token].Start;
        }
        _real = OnDevice(real).Unsqueeze(2);                                                          // (B, T, 1)
        _separator = OnDevice(separator);                                                             // (B, T)
        _pairs = OnDevice(content).Unsqueeze(2) * OnDevice(content).Unsqueeze(1);                     // (B, T, T)
        _baseDistances = (OnDevice(starts).Unsqueeze(2) - OnDevice(starts).Unsqueeze(1)).Abs();       // (B, T, T)

        Tensor OnDevice(float[] values) => Tensor.From<float>(values, rows.Count, width).To(device, DType.Float32);
    }

    /// <summary>The numbers of a layer, by row and head.</summary>
    /// <param name="weights">(B, H, T, T), 0 where the key is padding.</param>
    public HeadAttention[][] Of(Tensor weights)
    {
        int heads = (int)weights.Size(1);
        HeadAttention[][] numbers = [.. _rows.Select(_ => new HeadAttention[heads])];
        for (int head = 0; head < heads; head++)
        {
            using var scope = new TensorScope();
            Tensor all = weights.Select(1, head).To(DType.Float32) * _real;                           // (B, T, T), queries that are real
            Tensor received = all.Sum([1]);                                                           // (B, T)
            Tensor entropy = (all * all.ClampMin(Smallest).Log()).Sum([1, 2]).Neg();                  // (B)
            Tensor content = all * _pairs;                                                            // (B, T, T)
            float[] sums = Operators.Cat(
            [
                received.Slice(1, 0, 1),
                (received * _separator).Sum([1]).Unsqueeze(1),
                entropy.Unsqueeze(1),
                (content * _baseDistances).Sum([1, 2]).Unsqueeze(1),
                Diagonals(content),
            ], 1).ToArray<float>();                                                                   // (B, 4 + 2T - 1)
            int each = sums.Length / _rows.Count;
            for (int row = 0; row < _rows.Count; row++)
                numbers[row][head] = Numbers(_rows[row], sums.AsSpan(row * each, 4), sums.AsSpan(row * each + 4, each - 4));
        }
        return numbers;
    }

    /// <summary>(B, T, T) → the sums along its diagonals (B, 2T − 1), from key − query = −(T − 1) up.</summary>
    private Tensor Diagonals(Tensor pairs)
    {
        long rows = pairs.Size(0), width = _width, padded = 3 * width - 2;
        Tensor zeros = Operators.Zeros([rows, width, width - 1], pairs.DType, device: pairs.Device);
        // Each row is read one further to the right than the one above it, which puts every diagonal into one column.
        return Operators.Cat([zeros, pairs, zeros], 2)
            .AsStrided([rows, width, 2 * width - 1], [width * padded, padded + 1, 1]).Sum([1]);
    }

    private HeadAttention Numbers(SpannedRow row, ReadOnlySpan<float> sums, ReadOnlySpan<float> diagonals)
    {
        double tokens = row.Ids.Length, content = row.Spans.Count, total = 0, distances = 0, near = 0;
        double[] profile = new double[2 * _profileTokens + 1];
        Array.Fill(profile, double.NaN);
        for (int distance = 1 - row.Spans.Count; distance < row.Spans.Count; distance++)
        {
            double weight = diagonals[distance + _width - 1];
            total += weight;
            distances += weight * Math.Abs(distance);
            if (Math.Abs(distance) <= _nearTokens)
                near += weight;
            if (Math.Abs(distance) <= _profileTokens)
                profile[distance + _profileTokens] = weight / (content - Math.Abs(distance)) * tokens;
        }
        return new HeadAttention(
            [sums[0] / tokens, sums[1] / tokens, sums[2] / tokens / Math.Log(tokens), distances / total, sums[3] / total, near / total, .. profile]);
    }
}
