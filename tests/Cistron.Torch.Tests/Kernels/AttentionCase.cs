using Cistron.Torch.Native;

namespace Cistron.Torch.Tests.Kernels;

/// <summary>Query, key and value (N, H, d) of attention, and the gradient that its output gets.</summary>
/// <param name="Inputs">The three.</param>
/// <param name="Cotangent">(N, H, d)</param>
/// <param name="Lengths">Tokens of each row, N in all.</param>
internal sealed record AttentionCase(Tensor[] Inputs, Tensor Cotangent, params long[] Lengths)
{
    /// <summary>Of heads; none is the operator's default.</summary>
    public double[] Slopes { get; init; } = [];

    public double Dropout { get; init; }

    /// <summary>Standard normal numbers.</summary>
    public static AttentionCase Draw(int heads, int width, params long[] lengths)
    {
        TorchRandom.Seed(1);
        return new AttentionCase([Heads(), Heads(), Heads()], Heads(), lengths);

        Tensor Heads() => Operators.Randn([lengths.Sum(), heads, width]);
    }

    public AttentionCase Select(Func<Tensor, Tensor> change) => this with { Inputs = [.. Inputs.Select(change)], Cotangent = change(Cotangent) };

    public AttentionCase To(DType dtype) => Select(t => t.To(dtype));

    /// <summary>The output, and the gradients of query, key and value; dropout is drawn from seed 5.</summary>
    public Tensor[] Run(Func<AttentionCase, Tensor> attention)
    {
        var inputs = Inputs.Select(t => t.Detach()).ToArray();
        foreach (var input in inputs)
            input.RequiresGrad = true;
        TorchRandom.Seed(5);
        Tensor output = attention(this with { Inputs = inputs });
        (output * Cotangent.To(output.DType)).Sum().Backward();
        return [output.Detach(), .. inputs.Select(t => t.Grad!)];
    }

    public static Tensor Fused(AttentionCase sample) => Operators.Attention(
        sample.Inputs[0], sample.Inputs[1], sample.Inputs[2], sample.Lengths, sample.Slopes, sample.Dropout);

    /// <summary>What the operator is on a processor without AVX-512.</summary>
    public static unsafe Tensor Portable(AttentionCase sample)
    {
        Span<Value> results = stackalloc Value[1];
        fixed (long* lengths = sample.Lengths)
        fixed (double* slopes = sample.Slopes)
            new Operator("cistron::attention_portable", "").Call(
                [
                    .. sample.Inputs.Select(t => Value.Of(t)), Value.Of(lengths, sample.Lengths.Length),
                    Value.Of(slopes, sample.Slopes.Length), Value.Of(sample.Dropout),
                ], results);
        GC.KeepAlive(sample);
        return results[0].ToTensor();
    }

    /// <summary>The definition, operator by operator, for rows of at least one token.</summary>
    public static Tensor Composed(AttentionCase sample)
    {
        Tensor[] rows = new Tensor[sample.Lengths.Length];
        for (int row = 0, start = 0; row < rows.Length; start += (int)sample.Lengths[row++])
        {
            int length = (int)sample.Lengths[row];
            Tensor[] heads = [.. sample.Inputs.Select(t => t.Slice(0, start, start + length).Transpose(0, 1))];     // (H, T, d)
            rows[row] = OfRow(sample, row, heads[0], heads[1], heads[2]).Transpose(0, 1);
        }
        return Operators.Cat(rows);
    }

    private static Tensor OfRow(AttentionCase sample, int row, Tensor query, Tensor key, Tensor value)
    {
        var (heads, tokens) = ((int)query.Size(0), (int)query.Size(1));
        Tensor weights = (query.Mul(1 / Math.Sqrt(query.Size(2))).Matmul(key.Transpose(-2, -1)) + Matrix(Bias)).Softmax(-1);
        if (sample.Dropout > 0)
        {
            TorchRandom.Seed(5);
            ulong seed = Philox.NextSeed();
            // The probability is rounded to 16 bits.
            double threshold = Math.Round(sample.Dropout * 65536);
            weights *= Matrix((head, i, j) => Draw(seed, row * heads + head, i, j) >= threshold ? 65536 / (65536 - threshold) : 0);
        }
        return weights.Matmul(value);

        double Bias(int head, int i, int j) => sample.Slopes.Length == 0 ? 0 : -sample.Slopes[head] * Math.Abs(i - j);

        static uint Draw(ulong seed, int head, int i, int j)
        {
            // Keys come in blocks of 128, lower halves before upper ones, and words of one kind lie side by side.
            uint[] words = Philox.Words([(uint)(j / 128 * 16 + j % 16), (uint)i, (uint)head, 0], [(uint)seed, (uint)(seed >> 32)]);
            return Philox.Half(words[j % 64 / 16], j % 128 / 64);
        }

        Tensor Matrix(Func<int, int, int, double> element)
        {
            double[] values = new double[heads * tokens * tokens];
            for (int n = 0; n < values.Length; n++)
                values[n] = element(n / tokens / tokens, n / tokens % tokens, n % tokens);
            return Tensor.From<double>(values, heads, tokens, tokens).To(query.DType);
        }
    }
}
