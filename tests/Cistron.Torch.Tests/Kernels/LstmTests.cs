using Cistron.Torch.Autograd;
using Cistron.Torch.Modules;

namespace Cistron.Torch.Tests.Kernels;

/// <summary>cistron::lstm_layer against LibTorch's own layer, against itself, and against finite differences.</summary>
public class LstmTests
{
    /// <summary>Sums of up to a few thousand float32 products in another order; 2e-6 was seen.</summary>
    private const double Float32 = 1e-5;

    /// <summary>
    /// Factors keep 8 bits, so each is off by up to 0.4 %; sums are float32. The largest difference seen is 0.7 %.
    /// </summary>
    private const double BFloat16 = 2e-2;

    /// <summary>The kernel's tiles have 8 rows and 48 columns, its blocks 96 rows and a depth of 1152.</summary>
    public static TheoryData<int, int, int, int> Sizes => new()
    {
        { 1, 1, 1, 1 }, { 1, 3, 5, 7 }, { 5, 1, 3, 9 }, { 4, 9, 17, 48 }, { 6, 7, 31, 49 }, { 3, 100, 20, 16 }, { 40, 8, 48, 50 },
        { 2, 5, 1300, 33 }, { 2, 9, 2500, 12 }, { 40, 30, 5, 7 }, { 77, 31, 3, 5 },
    };

    public static TheoryData<bool> Directions => [false, true];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Outputs_and_gradients_are_those_of_aten(int steps, int rows, int inputs, int units)
    {
        using var scope = new TensorScope();
        var sample = LstmCase.Draw(steps, rows, inputs, units);

        Compare(sample.Run(LstmCase.Aten), sample.Run(LstmCase.Fused()), Float32);
    }

    /// <summary>The units of ULMFiT (Howard and Ruder 2018), and what later releases of fastai made of them.</summary>
    [Theory]
    [InlineData(1150)]
    [InlineData(1152)]
    public void So_they_are_in_the_sizes_of_published_models(int units)
    {
        using var scope = new TensorScope();
        var sample = LstmCase.Draw(steps: 2, rows: 9, inputs: 20, units);

        foreach (var (expected, found) in sample.Run(LstmCase.Aten).Zip(sample.Run(LstmCase.Fused())))
        {
            Tensor one = expected.Reshape([-1]), other = found.Reshape([-1]);
            Assert.InRange((one - other).Abs().Amax().ToDouble(), 0, Float32 * one.Abs().Amax().ToDouble());
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Without_AVX_512_the_layer_is_the_same(int steps, int rows, int inputs, int units)
    {
        using var scope = new TensorScope();
        var sample = LstmCase.Draw(steps, rows, inputs, units);

        Compare(sample.Run(LstmCase.Aten), sample.Run(LstmCase.Portable()), Float32);
        Compare(sample.Run(LstmCase.Portable(), DType.BFloat16), sample.Run(LstmCase.Fused(), DType.BFloat16), BFloat16);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Under_autocast_factors_are_rounded_to_bfloat16_and_nothing_else(int steps, int rows, int inputs, int units)
    {
        using var scope = new TensorScope();
        var sample = LstmCase.Draw(steps, rows, inputs, units);

        var exact = sample.Run(LstmCase.Aten);
        var rounded = sample.Run(LstmCase.Fused(), DType.BFloat16);

        Assert.All(rounded, tensor => Assert.Equal(DType.Float32, tensor.DType));
        Compare(exact, rounded, BFloat16);
        // Equal results would mean that nothing was rounded.
        Assert.NotEqual(TensorAssert.Bits(exact[0]), TensorAssert.Bits(rounded[0]));
    }

    [Theory]
    [MemberData(nameof(Directions))]
    public void A_row_with_a_length_is_what_it_is_alone(bool reverse)
    {
        long[] lengths = [3, 6, 0, 1, 5];
        using var scope = new TensorScope();
        var sample = LstmCase.Draw(steps: 6, rows: 5, inputs: 4, units: 7);

        foreach (var layer in new[] { LstmCase.Fused, LstmCase.Portable })
        {
            var together = sample.Run(layer(lengths, reverse));

            Tensor[] sums = [.. sample.Inputs[3..].Select(w => w.ZerosLike())];
            for (int row = 0; row < lengths.Length; row++)
            {
                Tensor output = together[0].Select(1, row), gradient = together[3].Select(1, row);
                Assert.All(TensorAssert.Values(output.Slice(0, lengths[row])), value => Assert.Equal(0, value));
                Assert.All(TensorAssert.Values(gradient.Slice(0, lengths[row])), value => Assert.Equal(0, value));
                if (lengths[row] == 0)
                {
                    TensorAssert.Same(sample.Inputs[1].Detach().Select(0, row), together[1].Select(0, row));
                    TensorAssert.Same(sample.Inputs[2].Detach().Select(0, row), together[2].Select(0, row));
                    continue;
                }
                var alone = sample.Row(row, lengths[row]).Run(layer(null, reverse));
                TensorAssert.Close(alone[0].Select(1, 0), output.Slice(0, 0, lengths[row]), Float32);
                TensorAssert.Close(alone[3].Select(1, 0), gradient.Slice(0, 0, lengths[row]), Float32);
                foreach (int i in (int[])[1, 2, 4, 5])
                    TensorAssert.Close(alone[i].Select(0, 0), together[i].Select(0, row), Float32);
                for (int i = 0; i < sums.Length; i++)
                    sums[i] += alone[6 + i];
            }
            Compare(sums, together[6..], Float32);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Finished_rows_last_in_the_batch_are_not_worked_on_and_change_nothing(bool fused)
    {
        using var scope = new TensorScope();
        var sample = LstmCase.Draw(steps: 9, rows: 12, inputs: 4, units: 7);
        long[] falling = [9, 9, 8, 8, 8, 5, 5, 3, 2, 1, 0, 0];
        var layer = fused ? LstmCase.Fused(falling) : LstmCase.Portable(falling);

        var found = sample.Run(layer);

        // In double precision the same contract is kept by another way, through aten and packed sequences.
        Compare(sample.To(Device.Cpu, DType.Float64).Run(LstmCase.Fused(falling)), found, Float32);
    }

    [Theory]
    [MemberData(nameof(Directions))]
    public void What_CUDA_and_other_types_get_from_aten_keeps_the_same_contract(bool reverse)
    {
        using var scope = new TensorScope();
        var sample = LstmCase.Draw(steps: 6, rows: 5, inputs: 4, units: 7);
        var doubles = sample.To(Device.Cpu, DType.Float64);

        foreach (var lengths in new long[]?[] { null, [3, 6, 0, 1, 5] })
            Compare(doubles.Run(LstmCase.Fused(lengths, reverse)), sample.Run(LstmCase.Fused(lengths, reverse)), Float32);
    }

    [CudaFact]
    public void On_cuda_the_layer_is_the_same()
    {
        using var scope = new TensorScope();
        var sample = LstmCase.Draw(steps: 20, rows: 5, inputs: 40, units: 70);
        var onCuda = sample.To(Device.Cuda(), DType.Float32);

        foreach (var lengths in new long[]?[] { null, [3, 20, 0, 1, 5] })
            foreach (bool reverse in (bool[])[false, true])
                // cuDNN may multiply in TF32, with 10 bits of fraction.
                Compare(sample.Run(LstmCase.Fused(lengths, reverse)), onCuda.Run(LstmCase.Fused(lengths, reverse)), 5e-3);
    }

    [Fact]
    public void A_reversed_layer_reads_the_row_from_its_end()
    {
        using var scope = new TensorScope();
        var sample = LstmCase.Draw(steps: 5, rows: 2, inputs: 3, units: 4);
        var x = sample.Inputs;
        Tensor turned = Operators.Stack([.. Enumerable.Range(0, 5).Select(t => sample.X.Select(0, 4 - t))]);

        var reversed = LstmCase.Fused(reverse: true)(x);
        var forward = LstmCase.Fused()([turned, .. x[1..]]);

        for (int t = 0; t < 5; t++)
            TensorAssert.Close(forward[0].Select(0, 4 - t), reversed[0].Select(0, t), Float32);
        TensorAssert.Close(forward[1], reversed[1], Float32);
        TensorAssert.Close(forward[2], reversed[2], Float32);
    }

    [Fact]
    public void A_state_carried_across_two_calls_gives_what_one_call_gives()
    {
        using var scope = new TensorScope();
        var sample = LstmCase.Draw(steps: 10, rows: 3, inputs: 20, units: 30);

        var once = sample.Run(LstmCase.Fused());
        var twice = sample.Run(x =>
        {
            var first = LstmCase.Fused()([x[0].Slice(0, 0, 4), .. x[1..]]);
            var second = LstmCase.Fused()([x[0].Slice(0, 4), first[1], first[2], .. x[3..]]);
            return [Operators.Cat([first[0], second[0]]), second[1], second[2]];
        });

        Compare(once, twice, Float32);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Backward_agrees_with_finite_differences(bool reverse)
    {
        using var scope = new TensorScope();
        var sample = LstmCase.Draw(steps: 3, rows: 2, inputs: 2, units: 3);

        for (int i = 0; i < sample.Inputs.Length; i++)
        {
            int moved = i;
            // Float32 leaves 1e-7 / 1e-2 of rounding; the third derivative times the square of the step is as small.
            GradientCheck.Run(Outputs, sample.Inputs[i].Detach(), step: 1e-2, tolerance: 2e-3);

            Tensor Outputs(Tensor input)
            {
                var inputs = sample.Inputs.Select(t => t.Detach()).ToArray();
                inputs[moved] = input;
                var outputs = LstmCase.Fused([3, 2], reverse)(inputs);
                return Operators.Cat([.. outputs.Select(y => y.Reshape([-1]))]);
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Outputs_that_nobody_uses_have_no_gradient(int used)
    {
        using var scope = new TensorScope();
        var sample = LstmCase.Draw(steps: 4, rows: 3, inputs: 5, units: 6);

        sample.Gradients(LstmCase.Aten(sample.Inputs)[used].Sum());
        Tensor[] expected = [.. sample.Inputs.Select(x => x.Grad!)];
        sample.Gradients(LstmCase.Fused()(sample.Inputs)[used].Sum());

        Compare(expected, [.. sample.Inputs.Select(x => x.Grad!)], Float32);
    }

    [Fact]
    public void Inputs_that_ask_for_no_gradient_get_none_and_the_others_keep_theirs()
    {
        using var scope = new TensorScope();
        var sample = LstmCase.Draw(steps: 4, rows: 3, inputs: 5, units: 6);
        var all = sample.Run(LstmCase.Fused());

        for (int i = 0; i < sample.Inputs.Length; i++)
        {
            foreach (var input in sample.Inputs)
                input.RequiresGrad = false;
            sample.Inputs[i].RequiresGrad = true;
            // Not through Run, which multiplies by cotangents that it keeps: the outputs' sum is enough here.
            sample.Gradients(LstmCase.Fused()(sample.Inputs).Select(y => y.Sum()).Aggregate((a, b) => a + b));

            Assert.All(sample.Inputs.Where((_, j) => j != i), other => Assert.Null(other.Grad));
            Assert.Equal(all[3 + i].Shape, sample.Inputs[i].Grad!.Shape);
        }
    }

    [Fact]
    public void Weights_dropped_from_the_recurrence_get_no_gradient_and_the_others_are_scaled()
    {
        using var scope = new TensorScope();
        var sample = LstmCase.Draw(steps: 4, rows: 3, inputs: 5, units: 20);
        TorchRandom.Seed(3);
        Tensor mask = Operators.Dropout(Operators.Ones([80, 20]), 0.5, train: true);

        TorchRandom.Seed(3);
        var dropped = sample.Run(x => LstmCase.Fused()([.. x[..4], Operators.Dropout(x[4], 0.5, train: true), .. x[5..]]));
        var masked = sample.Run(x => LstmCase.Aten([.. x[..4], x[4] * mask, .. x[5..]]));

        Compare(masked, dropped, Float32);
        Assert.All(TensorAssert.Values(dropped[7]).Zip(TensorAssert.Values(mask)), pair =>
            Assert.True(pair.Second != 0 || pair.First == 0));
    }

    [Theory]
    [InlineData(DType.Float32)]
    [InlineData(DType.BFloat16)]
    public void The_same_number_of_threads_gives_the_same_bits(DType precision)
    {
        using var scope = new TensorScope();
        var sample = LstmCase.Draw(steps: 6, rows: 40, inputs: 70, units: 130);
        int threads = TorchRuntime.Threads;
        TorchRuntime.Threads = 2;

        var first = sample.Run(LstmCase.Fused(), precision);
        var second = sample.Run(LstmCase.Fused(), precision);
        TorchRuntime.Threads = threads;
        var one = sample.Run(LstmCase.Fused(), precision);

        foreach (var (a, b) in first.Zip(second))
            TensorAssert.Same(a, b);
        Compare(one, first, precision == DType.Float32 ? Float32 : BFloat16);
    }

    [Fact]
    public void A_thousand_calls_leave_no_tensor_behind()
    {
        using var scope = new TensorScope();
        TorchRandom.Seed(1);
        var layer = new Lstm(4, 6);
        var x = Operators.Randn([3, 2, 4]);
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
            var (output, state) = layer.Forward(x, LstmState.Zero(2, 6, Device.Cpu), layer.RecurrentWeight, [3, 1]);
            (output.Sum() + state.Cell.Sum()).Backward();
            using var noGrad = new NoGrad();
            layer.Forward(x, state.Detach(), layer.RecurrentWeight);
        }
    }

    [Fact]
    public void Shapes_and_lengths_that_do_not_fit_are_refused()
    {
        using var scope = new TensorScope();
        var x = LstmCase.Draw(steps: 4, rows: 3, inputs: 5, units: 6).Inputs;

        Refused("h is [3, 6] and not [2, 6]", [x[0].Slice(1, 0, 2), .. x[1..]]);
        Refused("w_ih is [24, 5] and not [24, 4]", [x[0].Slice(2, 0, 4), .. x[1..]]);
        Refused("b_hh is [23] and not [24]", [.. x[..6], x[6].Slice(0, 1)]);
        Refused("2 lengths for 3 rows", x, 1, 2);
        Refused("a length of 5 for 4 positions", x, 1, 5, 2);
        Refused("a length of -1 for 4 positions", x, 1, -1, 2);
        Refused("nothing to read", [x[0].Slice(0, 0, 0), .. x[1..]]);

        static void Refused(string sentence, Tensor[] inputs, params long[] lengths) =>
            Assert.Contains(sentence, Assert.Throws<TorchException>(() => LstmCase.Fused(lengths)(inputs)).Message);
    }

    private static void Compare(Tensor[] expected, Tensor[] found, double tolerance)
    {
        foreach (var (one, other) in expected.Zip(found))
            TensorAssert.Close(one, other, tolerance);
    }
}
