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
        var sample = AttentionCase.Draw(2, 2, 1, 16).To(dtype) with { Slopes = [1, 2] };

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
        var sample = AttentionCase.Draw(2, 2, 70, 32);

        var rounded = sample.To(DType.BFloat16).Run(AttentionCase.Fused);
        Tensor[] cast;
        using (new Autocast(Device.Cpu, DType.BFloat16))
            cast = sample.Run(AttentionCase.Fused);

        TensorAssert.Same(rounded[0], cast[0]);
        for (int i = 1; i < cast.Length; i++)
            TensorAssert.Same(rounded[i].To(DType.Float32), cast[i]);
    }

    /// <summary>A row's neighbours hold NaN beyond their lengths, which would be seen wherever they were touched.</summary>
    [Theory]
    [InlineData(DType.Float32, 0)]
    [InlineData(DType.Float32, 0.2)]
    [InlineData(DType.BFloat16, 0)]
    [InlineData(DType.BFloat16, 0.2)]
    public void A_row_is_bit_for_bit_what_it_is_alone_whatever_it_is_padded_to(DType dtype, double dropout)
    {
        using var scope = new TensorScope();
        foreach (int length in (int[])[1, 7, 64, 131])
        {
            var alone = AttentionCase.Draw(1, 2, length, 32).To(dtype) with { Slopes = [0.1, 1], Dropout = dropout };
            var padded = alone.Select(t => Padded(t, 200)) with { Lengths = [length, 200, 0] };

            foreach (var (one, other) in alone.Run(AttentionCase.Fused).Zip(padded.Run(AttentionCase.Fused)))
            {
                TensorAssert.Same(one, other.Slice(0, 0, 1).Slice(2, 0, length).Clone());
                Assert.All(TensorAssert.Values(other.Slice(0, 0, 1).Slice(2, length)), value => Assert.Equal(0, value));
                Assert.All(TensorAssert.Values(other.Slice(0, 2)), value => Assert.Equal(0, value));
            }
        }

        static Tensor Padded(Tensor row, int tokens)
        {
            Tensor nothing = Operators.Zeros([1, row.Size(1), tokens - row.Size(2), row.Size(3)]).Log().Mul(0).To(row.DType);
            Tensor other = Operators.Ones([1, row.Size(1), tokens, row.Size(3)], row.DType);
            Tensor first = Operators.Cat([row, nothing], 2);
            return Operators.Cat([first, other, Operators.Zeros(other.Shape).Log().Mul(0).To(row.DType)]);
        }
    }

    [Fact]
    public void What_lies_beyond_a_row_does_not_matter_to_the_composition_either()
    {
        using var scope = new TensorScope();
        var clean = AttentionCase.Draw(2, 2, 40, 16) with { Lengths = [25, 40] };
        var dirty = clean.Select(t =>
        {
            Tensor nothing = Operators.Zeros([1, 2, 15, 16]).Log().Mul(0);
            return Operators.Cat([Operators.Cat([t.Slice(0, 0, 1).Slice(2, 0, 25), nothing], 2), t.Slice(0, 1)]);
        }) with { Lengths = [25, 40] };

        foreach (var (expected, actual) in clean.Run(AttentionCase.Portable).Zip(dirty.Run(AttentionCase.Portable)))
            TensorAssert.Same(expected.Slice(2, 0, 25).Clone(), actual.Slice(2, 0, 25).Clone());
    }

    [Fact]
    public void Any_number_of_threads_gives_the_same_bits()
    {
        using var scope = new TensorScope();
        var sample = AttentionCase.Draw(3, 2, 150, 32) with { Lengths = [20, 150, 90], Dropout = 0.1 };
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
            var sample = AttentionCase.Draw(2, 3, 40, 6).To(dtype);
            var expected = sample.Run(AttentionCase.Fused);

            var contiguous = sample.Select(t => t.Contiguous()).Run(AttentionCase.Fused);
            var byElement = sample.Select(t => t.Transpose(2, 3).Contiguous().Transpose(2, 3)).Run(AttentionCase.Fused);

            foreach (var (one, other) in expected.Zip(contiguous).Concat(expected.Zip(byElement)))
                TensorAssert.Same(one, other);
        }
    }

    [Theory]
    [InlineData(DType.Float32, 1e-2, 2e-3)]  // float32 leaves 1e-7 / 1e-2 of rounding, and the step its square
    [InlineData(DType.Float64, 1e-4, 1e-6)]
    public void Backward_agrees_with_finite_differences(DType dtype, double step, double tolerance)
    {
        using var scope = new TensorScope();
        var sample = AttentionCase.Draw(2, 2, 4, 2).To(dtype) with { Lengths = [4, 3], Slopes = [0.5, 0.25], Dropout = 0.3 };

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
        var sample = AttentionCase.Draw(1, 1, 300, 16).Select(t => t.Mul(30));

        Compare(sample.To(DType.Float64).Run(AttentionCase.Composed)[..1], sample.Run(AttentionCase.Fused)[..1], 1e-3);
    }

    [Fact]
    public void Memory_does_not_grow_with_the_square_of_the_tokens()
    {
        const int tokens = 8192;
        using var scope = new TensorScope();
        var sample = AttentionCase.Draw(1, 1, tokens, 16) with { Dropout = 0.1 };
        // Forgets the peak of what ran before.
        File.WriteAllText("/proc/self/clear_refs", "5");
        long before = PeakBytes();

        sample.Run(AttentionCase.Fused);

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
        var sample = AttentionCase.Draw(3, 2, 50, 32) with { Lengths = [50, 1, 20], Slopes = [0.1, 1] };

        var found = sample.Select(t => t.To(Device.Cuda(), DType.Float32)).Run(AttentionCase.Fused);

        // cuBLAS may multiply in TF32, with 10 bits of fraction.
        Compare(sample.Run(AttentionCase.Fused), found, 5e-3);
    }

    [Fact]
    public void A_thousand_calls_leave_no_tensor_behind()
    {
        using var scope = new TensorScope();
        var sample = AttentionCase.Draw(2, 1, 9, 4) with { Lengths = [9, 2], Dropout = 0.1 };
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
        var sample = AttentionCase.Draw(2, 3, 4, 8);
        Tensor[] x = sample.Inputs;

        Refused("query must be (B, H, T, d)", sample with { Inputs = [.. x.Select(t => t.Select(0, 0))] });
        Refused("nothing to attend to", sample.Select(t => t.Slice(2, 0, 0)));
        Refused("key or value [2, 3, 3, 8]", sample with { Inputs = [x[0], x[1].Slice(2, 1), x[2]] });
        Refused("1 lengths for 2 rows", sample with { Lengths = [4] });
        Refused("a length of 5 for 4 tokens", sample with { Lengths = [4, 5] });
        Refused("a length of -1 for 4 tokens", sample with { Lengths = [-1, 4] });
        Refused("2 slopes for 3 heads", sample with { Slopes = [1, 2] });
        Refused("must lie in [0, 1)", sample with { Dropout = 1 });

        static void Refused(string sentence, AttentionCase sample) =>
            Assert.Contains(sentence, Assert.Throws<TorchException>(() => AttentionCase.Fused(sample)).Message);
    }

    /// <summary>Whole rows and rows with lengths, with and without slopes and dropout.</summary>
    private static IEnumerable<AttentionCase> Kinds(int rows, int heads, int tokens, int width)
    {
        var sample = AttentionCase.Draw(rows, heads, tokens, width);
        var padded = sample with { Lengths = [.. Enumerable.Range(0, rows).Select(row => Math.Max(1L, tokens / (row * row + 1) - row))] };
        return [sample, padded, sample with { Slopes = Slopes[..heads], Dropout = 0.3 }, padded with { Slopes = Slopes[..heads], Dropout = 0.1 }];
    }

    private static void Compare(Tensor[] expected, Tensor[] found, double tolerance)
    {
        foreach (var (one, other) in expected.Zip(found))
            TensorAssert.Close(one, other, tolerance);
    }
}
