using Cistron.Torch.Native;

namespace Cistron.Torch.Tests.Kernels;

/// <summary>Query, key and value (B, H, T, d) of attention, and the gradient that its output gets.</summary>
internal sealed record AttentionCase(Tensor[] Inputs, Tensor Cotangent)
{
    /// <summary>Lengths of rows, slopes of heads, dropout; the operator's defaults.</summary>
    public long[] Lengths { get; init; } = [];

    public double[] Slopes { get; init; } = [];

    public double Dropout { get; init; }

    /// <summary>Standard normal numbers, in the memory of (B, T, H, d) as the projections of a model leave them.</summary>
    public static AttentionCase Draw(int rows, int heads, int tokens, int width)
    {
        TorchRandom.Seed(1);
        return new AttentionCase([Heads(), Heads(), Heads()], Heads());

        Tensor Heads() => Operators.Randn([rows, tokens, heads, width]).Transpose(1, 2);
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
        var (query, key, value) = (sample.Inputs[0], sample.Inputs[1], sample.Inputs[2]);
        long[] shape = query.Shape;
        var (rows, heads, tokens) = ((int)shape[0], (int)shape[1], (int)shape[2]);
        Tensor weights = (query.Mul(1 / Math.Sqrt(shape[3])).Matmul(key.Transpose(-2, -1)) + Matrix(Bias)).Softmax(-1);
        if (sample.Dropout > 0)
        {
            TorchRandom.Seed(5);
            ulong seed = Philox.NextSeed();
            weights *= Matrix((row, head, i, j) => Kept(seed, row * heads + head, i, j) ? 1 / (1 - sample.Dropout) : 0);
        }
        return weights.Matmul(value) * Matrix((row, _, i, _) => i < Length(row) ? 1 : 0).Slice(3, 0, 1);

        long Length(int row) => sample.Lengths.Length == 0 ? tokens : sample.Lengths[row];

        double Bias(int row, int head, int i, int j) =>
            j >= Length(row) ? double.NegativeInfinity : sample.Slopes.Length == 0 ? 0 : -sample.Slopes[head] * Math.Abs(i - j);

        bool Kept(ulong seed, int head, int i, int j)
        {
            // Keys come in blocks of 128, and words of one kind lie side by side.
            uint[] words = Philox.Words([(uint)(j / 128 * 32 + j % 32), (uint)i, (uint)head, 0], [(uint)seed, (uint)(seed >> 32)]);
            return words[j % 128 / 32] >= (uint)(sample.Dropout * 4294967296.0);
        }

        Tensor Matrix(Func<int, int, int, int, double> element)
        {
            double[] values = new double[rows * heads * tokens * tokens];
            for (int n = 0; n < values.Length; n++)
                values[n] = element(n / tokens / tokens / heads, n / tokens / tokens % heads, n / tokens % tokens, n % tokens);
            return Tensor.From<double>(values, rows, heads, tokens, tokens).To(query.DType);
        }
    }
}
