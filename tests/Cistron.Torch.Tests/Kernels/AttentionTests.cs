using System.Globalization;
using Cistron.Torch.Autograd;

namespace Cistron.Torch.Tests.Kernels;

/// <summary>cistron::attention against its definition, against itself, and against finite differences.</summary>
public class AttentionTests
{
    /// <summary>Sums of up to a few hundred float32 products in another order; 2e-6 was seen.</summary>
    private const double Float32 = 1e-5;

    /// <summary>
    /// Factors and results keep 8 bits, so each is off by up to 0.4 %; softmax and sums are float32. The largest difference
    /// seen is 1.4 %, with all of ATen's operators in bfloat16.
    /// </summary>
    private const double BFloat16 = 2e-2;

    private static readonly double[] Slopes = [0.25, 0.0625, 2, 0];

    /// <summary>
    /// Rows, heads, tokens, width. Blocks have 64 queries and 128 keys, tasks 512 queries, tiles 8 rows and 32 columns.
    /// </summary>
    public static TheoryData<int, int, int, int> Sizes => new()
    {
        { 1, 1, 2, 16 }, { 2, 3, 5, 24 }, { 3, 2, 64, 32 }, { 3, 1, 130, 64 }, { 2, 2, 257, 128 }, { 1, 1, 600, 32 }, { 2, 2, 33, 7 },
        { 2, 4, 9, 2 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Outputs_and_gradients_are_those_of_the_definition(int rows, int heads, int tokens, int width)
    {
        using var scope = new TensorScope();
        foreach (var sample in Kinds(rows, heads, tokens, width))
        {
            var expected = sample.To(DType.Float64).Run(AttentionCase.Composed);

            Compare(expected, sample.Run(AttentionCase.Fused), Float32);
            Compare(expected, sample.Run(AttentionCase.Portable), Float32);
            // In double precision dropout still multiplies by a float32.
            Compare(expected, sample.To(DType.Float64).Run(AttentionCase.Fused), sample.Dropout == 0 ? 1e-12 : 1e-7);
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void BFloat16_is_within_its_rounding_of_the_definition(int rows, int heads, int tokens, int width)
    {
        using var scope = new TensorScope();
        foreach (var sample in Kinds(rows, heads, tokens, width).Select(sample => sample.To(DType.BFloat16)))
        {
            var expected = sample.To(DType.Float64).Run(AttentionCase.Composed);
            var found = sample.Run(AttentionCase.Fused);

            Assert.All(found, tensor => Assert.Equal(DType.BFloat16, tensor.DType));
            Compare(expected, found, BFloat16);
        }
    }

    [Theory]
    [InlineData(DType.Float32)]
    [InlineData(DType.BFloat16)]
    public void A_single_token_gets_its_own_value_and_looks_nowhere_else(DType dtype)
    {
        using var scope = new TensorScope();
        var sample = AttentionCase.Draw(2, 16, 1, 1).To(dtype) with { Slopes = [1, 2] };

        var found = sample.Run(AttentionCase.Fused);

        TensorAssert.Close(sample.Inputs[2], found[0], Float32);
        TensorAssert.Close(sample.Cotangent, found[3], Float32);
        // Differences of two sums of 16 products, one of them of rounded factors.
        double rounding = dtype == DType.Float32 ? Float32 : BFloat16;
        Assert.All([.. TensorAssert.Values(found[1]), .. TensorAssert.Values(found[2])], value => Assert.Equal(0, value, rounding));
    }

    [Fact]
    public void Under_autocast_float32_is_rounded_to_bfloat16_and_its_gradients_are_float32()
    {
        using var scope = new TensorScope();
        var sample = AttentionCase.Draw(2, 32, 70, 70);

        var rounded = sample.To(DType.BFloat16).Run(AttentionCase.Fused);
        Tensor[] cast;
        using (new Autocast(Device.Cpu, DType.BFloat16))
            cast = sample.Run(AttentionCase.Fused);

        TensorAssert.Same(rounded[0], cast[0]);
        for (int i = 1; i < cast.Length; i++)
            TensorAssert.Same(rounded[i].To(DType.Float32), cast[i]);
    }

    /// <summary>The row beside it holds NaN, which would be seen wherever it was touched.</summary>
    [Theory]
    [InlineData(DType.Float32, 0)]
    [InlineData(DType.Float32, 0.2)]
    [InlineData(DType.BFloat16, 0)]
    [InlineData(DType.BFloat16, 0.2)]
    public void A_row_is_bit_for_bit_what_it_is_alone_whatever_follows_it(DType dtype, double dropout)
    {
        using var scope = new TensorScope();
        foreach (long length in (long[])[1, 7, 64, 131])
        {
            var alone = AttentionCase.Draw(2, 32, length).To(dtype) with { Slopes = [0.1, 1], Dropout = dropout };
            Tensor nothing = Operators.Zeros([200, 2, 32]).Log().Mul(0).To(dtype);
            var among = alone.Select(t => Operators.Cat([t, nothing])) with { Lengths = [length, 0, 200] };

            foreach (var (one, other) in alone.Run(AttentionCase.Fused).Zip(among.Run(AttentionCase.Fused)))
                TensorAssert.Same(one, other.Slice(0, 0, length).Clone());
            foreach (var (one, other) in alone.Run(AttentionCase.Portable).Zip(among.Run(AttentionCase.Portable)))
                TensorAssert.Close(one, other.Slice(0, 0, length).Clone(), dtype == DType.Float32 ? Float32 : BFloat16);
        }
    }

    [Fact]
    public void Any_number_of_threads_gives_the_same_bits()
    {
        using var scope = new TensorScope();
        var sample = AttentionCase.Draw(2, 32, 20, 150, 90) with { Dropout = 0.1 };
        int threads = TorchRuntime.Threads;

        var runs = new[] { 1, 2 }.Select(count =>
        {
            TorchRuntime.Threads = count;
            return sample.Run(AttentionCase.Fused);
        }).ToArray();
        TorchRuntime.Threads = threads;

        foreach (var (one, other) in runs[0].Zip(runs[1]))
            TensorAssert.Same(one, other);
    }

    [Fact]
    public void Tokens_may_lie_in_memory_in_any_order()
    {
        using var scope = new TensorScope();
        foreach (var dtype in (DType[])[DType.Float32, DType.BFloat16])
        {
            var sample = AttentionCase.Draw(3, 6, 40, 12).To(dtype);
            var expected = sample.Run(AttentionCase.Fused);

            var byHeads = sample.Select(t => t.Transpose(0, 1).Contiguous().Transpose(0, 1)).Run(AttentionCase.Fused);
            var byElement = sample.Select(t => t.Transpose(1, 2).Contiguous().Transpose(1, 2)).Run(AttentionCase.Fused);

            foreach (var (one, other) in expected.Zip(byHeads).Concat(expected.Zip(byElement)))
                TensorAssert.Same(one, other);
        }
    }

    [Theory]
    [InlineData(DType.Float32, 1e-2, 2e-3)]  // float32 leaves 1e-7 / 1e-2 of rounding, and the step its square
    [InlineData(DType.Float64, 1e-4, 1e-6)]
    public void Backward_agrees_with_finite_differences(DType dtype, double step, double tolerance)
    {
        using var scope = new TensorScope();
        var sample = AttentionCase.Draw(2, 2, 4, 3).To(dtype) with { Slopes = [0.5, 0.25], Dropout = 0.3 };

        for (int i = 0; i < 3; i++)
        {
            int moved = i;
            GradientCheck.Run(input =>
            {
                Tensor[] inputs = [.. sample.Inputs];
                inputs[moved] = input;
                return AttentionCase.Fused(sample with { Inputs = inputs }).Contiguous();
            }, sample.Inputs[i].Contiguous(), step, tolerance);
        }
    }

    [Fact]
    public void Scores_that_overflow_an_exponential_are_weighed_all_the_same()
    {
        using var scope = new TensorScope();
        var sample = AttentionCase.Draw(1, 16, 300).Select(t => t.Mul(30));

        Compare(sample.To(DType.Float64).Run(AttentionCase.Composed)[..1], sample.Run(AttentionCase.Fused)[..1], 1e-3);
    }

    [Fact]
    public void Memory_does_not_grow_with_the_square_of_the_tokens() => KeepsNoWeights(AttentionCase.Fused, dropout: 0.1);

    [LibTorch2Fact]
    public void Memory_of_LibTorchs_attention_does_not_either() => KeepsNoWeights(AttentionCase.Portable, dropout: 0);

    private static void KeepsNoWeights(Func<AttentionCase, Tensor> attention, double dropout)
    {
        const int tokens = 8192;
        using var scope = new TensorScope();
        var sample = AttentionCase.Draw(1, 16, tokens) with { Dropout = dropout };
        // Forgets the peak of what ran before.
        File.WriteAllText("/proc/self/clear_refs", "5");
        long before = PeakBytes();

        sample.Run(attention);

        // A matrix of weights in float32 has 268 MB; the tensors here have half a megabyte each.
        Assert.InRange(PeakBytes() - before, 0, 4L * tokens * tokens / 4);

        static long PeakBytes() => 1024 * long.Parse(
            File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }

    [CudaFact]
    public void On_cuda_attention_is_the_same()
    {
        using var scope = new TensorScope();
        foreach (double[] slopes in (double[][])[[], [0.1, 1]])
        {
            var sample = AttentionCase.Draw(2, 32, 50, 1, 20) with { Slopes = slopes };

            var found = sample.Select(t => t.To(Device.Cuda(), DType.Float32)).Run(AttentionCase.Fused);

            // cuBLAS may multiply in TF32, with 10 bits of fraction.
            Compare(sample.Run(AttentionCase.Fused), found, 5e-3);
        }
    }

    [Fact]
    public void A_thousand_calls_leave_no_tensor_behind()
    {
        using var scope = new TensorScope();
        var sample = AttentionCase.Draw(1, 4, 9, 2) with { Dropout = 0.1 };
        Train();
        long live = LiveTensors.Settled();

        for (int i = 0; i < 1000; i++)
        {
            Train();
            Assert.Equal(live, Tensor.LiveCount);
        }

        void Train()
        {
            using var step = new TensorScope();
            sample.Run(AttentionCase.Fused);
        }
    }

    [Fact]
    public void Shapes_and_lengths_that_do_not_fit_are_refused()
    {
        using var scope = new TensorScope();
        var sample = AttentionCase.Draw(3, 8, 4, 2);
        Tensor[] x = sample.Inputs;

        Refused("query must be (N, H, d)", sample with { Inputs = [.. x.Select(t => t.Select(0, 0))] });
        Refused("nothing to attend to", sample.Select(t => t.Slice(0, 0, 0)) with { Lengths = [] });
        Refused("key or value [5, 3, 8]", sample with { Inputs = [x[0], x[1].Slice(0, 1), x[2]] });
        Refused("lengths of 5 tokens in all for 6", sample with { Lengths = [4, 1] });
        Refused("a length of -1", sample with { Lengths = [-1, 7] });
        Refused("2 slopes for 3 heads", sample with { Slopes = [1, 2] });
        Refused("must lie in [0, 1)", sample with { Dropout = 1 });

        static void Refused(string sentence, AttentionCase sample) =>
            Assert.Contains(sentence, Assert.Throws<TorchException>(() => AttentionCase.Fused(sample)).Message);
    }

    /// <summary>Rows of one length and of several, with and without slopes and dropout.</summary>
    private static IEnumerable<AttentionCase> Kinds(int rows, int heads, int tokens, int width)
    {
        var even = AttentionCase.Draw(heads, width, [.. Enumerable.Repeat((long)tokens, rows)]);
        var uneven = AttentionCase.Draw(heads, width, [.. Enumerable.Range(0, rows).Select(row => Math.Max(1L, tokens / (row * row + 1) - row))]);
        return [even, uneven, even with { Slopes = Slopes[..heads], Dropout = 0.3 }, uneven with { Slopes = Slopes[..heads], Dropout = 0.1 }];
    }

    private static void Compare(Tensor[] expected, Tensor[] found, double tolerance)
    {
        foreach (var (one, other) in expected.Zip(found))
            TensorAssert.Close(one, other, tolerance);
    }
}
