using Cistron.Torch.Modules;

namespace Cistron.Torch.Tests.Kernels;

public class DropoutTests
{
    /// <summary>How many elements the kernel gives to one run of counters: 2 halves × 4 words × 128 counters.</summary>
    private const int Block = 1024;

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void Elements_are_kept_independently_with_probability_1_minus_p(double p)
    {
        const int blocks = 1000, size = 1000;
        using var scope = new TensorScope();
        TorchRandom.Seed(11);

        var kept = Drop(Operators.Ones([blocks, size]), p).ToArray<float>().Select(y => y != 0 ? 1 : 0).ToArray();

        // The total is binomial; the counts of the blocks scatter as binomial counts do (χ² with blocks − 1 degrees).
        // Five standard deviations: a correct kernel fails once in a million seeds, and the seed is fixed.
        double variance = p * (1 - p);
        Assert.Equal(blocks * size * (1 - p), kept.Sum(), 5 * Math.Sqrt(blocks * size * variance));
        double scatter = kept.Chunk(size).Average(block => Math.Pow(block.Sum() - size * (1 - p), 2));
        Assert.Equal(1, scatter / (size * variance), 5 * Math.Sqrt(2.0 / blocks));
        double neighbours = kept.Zip(kept.Skip(1), (a, b) => a * b).Average();
        Assert.Equal((1 - p) * (1 - p), neighbours, 5 * (1 - p) * Math.Sqrt(3 * variance / (blocks * size)));
    }

    [Fact]
    public void Kept_elements_are_scaled_so_that_the_expectation_stays()
    {
        using var scope = new TensorScope();

        float[] values = Drop(Operators.Ones([1000]), 0.75).ToArray<float>();

        Assert.Equal([0f, 4f], values.Distinct().Order());
    }

    /// <summary>The known answers of the paper's reference implementation (Random123, kat_vectors).</summary>
    [Fact]
    public void The_tests_own_Philox_gives_the_known_answers()
    {
        Assert.Equal([0x6627e8d5u, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8], Philox.Words([0, 0, 0, 0], [0, 0]));
        Assert.Equal([0xd16cfe09u, 0x94fdcceb, 0x5001e420, 0x24126ea1],
            Philox.Words([0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], [0xa4093822, 0x299f31d0]));
    }

    /// <summary>Sixteen counters are made at once where the processor can; the lower halves of counters wrap within the first.</summary>
    [Theory]
    [InlineData(16)]
    [InlineData(48)]
    [InlineData(5)]
    public void The_librarys_Philox_is_that_of_the_paper_on_every_processor(int count)
    {
        const ulong first = 0x1234_FFFF_FFF9, stream = 0x9876_5432_FEDC_BA98, seed = 0xFEED_FACE_CAFE_BEEF;
        uint[][] expected = [.. Enumerable.Range(0, count).Select(i => Philox.Words(
            [unchecked((uint)(first + (ulong)i)), (uint)((first + (ulong)i) >> 32), unchecked((uint)stream), (uint)(stream >> 32)],
            [unchecked((uint)seed), (uint)(seed >> 32)]))];

        foreach (bool portable in (bool[])[false, true])
        {
            uint[] words = Philox.OfLibrary(first, stream, seed, count, portable);
            for (int i = 0; i < count; i++)
                Assert.Equal(expected[i], Enumerable.Range(0, 4).Select(w => words[w * count + i]));
        }
    }

    [Fact]
    public void The_mask_is_Philox_of_the_seed_and_the_elements_index()
    {
        using var scope = new TensorScope();
        const double p = 0.3;
        const int length = 5 * Block + 100;
        TorchRandom.Seed(5);
        ulong seed = Philox.NextSeed();

        float[] values = Drop(Operators.Ones([length]), p).ToArray<float>();

        for (int i = 0; i < length; i++)
        {
            // Within a block, lower halves come before upper ones, and words of one kind lie side by side.
            int inHalf = i % (Block / 2), counter = i / Block * (Block / 8) + inHalf % (Block / 8);
            uint draw = Philox.Words([(uint)counter, 0, 0, 0], [(uint)seed, (uint)(seed >> 32)])[inHalf / (Block / 8)];
            Assert.Equal(Philox.Half(draw, i % Block / (Block / 2)) >= Math.Round(p * 65536), values[i] != 0);
        }
    }

    [Fact]
    public void Any_number_of_threads_draws_the_same_mask()
    {
        using var scope = new TensorScope();
        var x = Operators.Randn([300, 1001]);
        int threads = TorchRuntime.Threads;

        var masks = new[] { 1, 2 }.Select(count =>
        {
            TorchRuntime.Threads = count;
            TorchRandom.Seed(2);
            return Drop(x, 0.2);
        }).ToArray();
        TorchRuntime.Threads = threads;

        TensorAssert.Same(masks[0], masks[1]);
    }

    [Fact]
    public void A_restored_generator_repeats_the_mask_and_the_next_call_draws_another()
    {
        using var scope = new TensorScope();
        var x = Operators.Randn([500]);
        var state = TorchRandom.State(Device.Cpu);

        var first = Drop(x, 0.5);
        var second = Drop(x, 0.5);
        TorchRandom.Restore(Device.Cpu, state);
        var again = Drop(x, 0.5);

        TensorAssert.Same(first, again);
        Assert.NotEqual(TensorAssert.Bits(first), TensorAssert.Bits(second));
    }

    [Theory]
    [InlineData(DType.Float32)]
    [InlineData(DType.BFloat16)]
    public void Backward_multiplies_by_the_mask_of_forward(DType dtype)
    {
        using var scope = new TensorScope();
        var x = Operators.Ones([3, 700], dtype);
        x.RequiresGrad = true;

        var y = Drop(x, 0.4);
        y.Sum().Backward();

        TensorAssert.Same(y.Detach(), x.Grad!);
    }

    [Theory]
    [InlineData(DType.Float32, 1e-2, 1e-3)]  // linear in x: a large step costs no accuracy
    [InlineData(DType.Float64, 1e-3, 1e-9)]
    public void Backward_agrees_with_finite_differences(DType dtype, double step, double tolerance)
    {
        using var scope = new TensorScope();
        TorchRandom.Seed(6);

        GradientCheck.Run(x => Drop(x, 0.3), Operators.Randn([4, 9], dtype), step, tolerance);
    }

    [Fact]
    public void Rows_and_columns_may_lie_in_memory_in_any_order()
    {
        using var scope = new TensorScope();
        var columns = Operators.Randn([40, 30]).Transpose(0, 1);
        var rows = columns.Contiguous();
        columns.RequiresGrad = true;
        rows.RequiresGrad = true;

        TorchRandom.Seed(1);
        var fromColumns = Drop(columns, 0.5);
        TorchRandom.Seed(1);
        var fromRows = Drop(rows, 0.5);
        fromColumns.Sum().Backward();
        fromRows.Transpose(0, 1).Contiguous().Sum().Backward();

        TensorAssert.Same(fromRows.Detach(), fromColumns.Detach());
        TensorAssert.Close(rows.Grad!, columns.Grad!, 0);
    }

    [Fact]
    public void BFloat16_draws_the_mask_of_float32_and_rounds_to_nearest()
    {
        using var scope = new TensorScope();
        var x = Operators.Randn([3000]).To(DType.BFloat16);

        TorchRandom.Seed(9);
        var low = Drop(x, 0.3);
        TorchRandom.Seed(9);
        var high = Drop(x.To(DType.Float32), 0.3);

        TensorAssert.Same(high.To(DType.BFloat16), low);
    }

    [Fact]
    public void Nothing_is_dropped_with_probability_0_or_outside_of_training()
    {
        using var scope = new TensorScope();
        var x = Operators.Randn([100]);
        var module = new Dropout(0.5);

        TensorAssert.Same(x, Operators.Dropout(x, 0, train: true));
        TensorAssert.Same(x, Operators.Dropout(x, 0.5, train: false));
        TensorAssert.Same(x, module.Forward(x));
        module.SetTraining(true);
        Assert.NotEqual(TensorAssert.Bits(x), TensorAssert.Bits(module.Forward(x)));
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.0)]
    [InlineData(double.NaN)]
    public void A_probability_outside_of_0_to_1_is_refused(double p)
    {
        using var scope = new TensorScope();
        var x = Operators.Ones([2]);

        var error = Assert.Throws<TorchException>(() => Drop(x, p));

        Assert.Contains("must lie in [0, 1)", error.Message);
    }

    [CudaFact]
    public void On_cuda_the_mask_is_binomial_repeats_and_is_that_of_backward()
    {
        using var scope = new TensorScope();
        TorchRandom.Seed(1);
        var x = Operators.Ones([1_000_000], device: Device.Cuda());
        x.RequiresGrad = true;
        var state = TorchRandom.State(Device.Cuda());

        var y = Drop(x, 0.1);
        y.Sum().Backward();
        TorchRandom.Restore(Device.Cuda(), state);
        var again = Drop(x, 0.1);

        Assert.Equal(900_000, y.ToArray<float>().Count(value => value != 0), 5 * 300.0);
        TensorAssert.Same(y.Detach(), x.Grad!);
        TensorAssert.Same(y.Detach(), again.Detach());
    }

    private static Tensor Drop(Tensor x, double p) => Operators.Dropout(x, p, train: true);
}
