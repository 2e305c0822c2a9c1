namespace Cistron.Torch.Tests.Kernels;

public class TokenLossesTests
{
    private const long Ignored = -100;

    /// <summary>Vocabularies of bases, of 3-mers, of 6-mers, and one of a single token, which is always right.</summary>
    public static TheoryData<int> Vocabularies => [1, 9, 69, 4101];

    /// <summary>In double precision LibTorch's operators compute it, one after the other.</summary>
    [Theory]
    [MemberData(nameof(Vocabularies))]
    public void The_kernel_and_its_gradient_are_those_of_the_composition(int vocabulary)
    {
        using var scope = new TensorScope();
        var (logits, targets) = Draw(37, vocabulary);

        foreach (var dtype in (DType[])[DType.Float32, DType.BFloat16])
        {
            Tensor rounded = logits.To(dtype);
            var (losses, gradient) = WithGradient(rounded, targets);
            var (expected, expectedGradient) = WithGradient(rounded.To(DType.Float64), targets);

            Assert.Equal((DType.Float32, dtype), (losses.DType, gradient.DType));
            TensorAssert.Close(expected.To(DType.Float32), losses, 5e-6);
            TensorAssert.Close(expectedGradient.To(DType.Float32), gradient.To(DType.Float32), dtype == DType.Float32 ? 1e-6 : 1e-2);
        }
    }

    [Fact]
    public void Its_gradient_is_that_of_central_differences()
    {
        using var scope = new TensorScope();
        var (logits, targets) = Draw(4, 5);

        GradientCheck.Run(x => Operators.TokenLosses(x, targets), logits, 1e-2, 1e-3);
        GradientCheck.Run(x => Operators.TokenLosses(x, targets), logits.To(DType.Float64), 1e-4, 1e-7);
    }

    /// <summary>All logits may rise together: the gradient of a token has no part in that direction.</summary>
    [Fact]
    public void What_a_token_pushes_up_it_pushes_down_elsewhere()
    {
        using var scope = new TensorScope();
        var (logits, targets) = Draw(20, 69);

        Assert.All(WithGradient(logits, targets).Gradient.Sum([1]).ToArray<float>(), sum => Assert.Equal(0, sum, 1e-6));
        TensorAssert.Close(Operators.TokenLosses(logits, targets), Operators.TokenLosses(logits + 50, targets), 2e-5);
    }

    [Fact]
    public void Ignored_targets_cost_nothing_and_change_nothing()
    {
        using var scope = new TensorScope();
        Tensor logits = Tensor.From<float>([1, 2, float.NaN, 4, 0, 0], 3, 2);
        Tensor targets = Tensor.From<long>([0, Ignored, 1], 3);

        foreach (var dtype in (DType[])[DType.Float32, DType.BFloat16])
        {
            var (losses, gradient) = WithGradient(logits.To(dtype), targets);

            Assert.Equal([1.313262f, 0, 0.6931472f], losses.ToArray<float>(), AreClose);
            Assert.Equal([0f, 0f], gradient.Select(0, 1).To(DType.Float32).ToArray<float>());
        }
    }

    [Fact]
    public void Logits_may_be_huge_or_impossible_and_what_is_not_a_number_stays_so()
    {
        using var scope = new TensorScope();
        const float never = float.NegativeInfinity;
        float[][] pairs = [[1e30f, -1e30f], [never, 3], [0, never], [float.NaN, 0], [1e8f, 1e8f]];

        // Once as they are, and once among tokens that cannot be, which fill whole vectors.
        foreach (int vocabulary in (int[])[2, 69])
        {
            float[] values = [.. pairs.SelectMany(pair => pair.Concat(Enumerable.Repeat(never, vocabulary - 2)))];
            var (losses, gradient) = WithGradient(Tensor.From<float>(values, pairs.Length, vocabulary), Tensor.From<long>([0, 1, 1, 1, 0], 5));

            Assert.Equal([0, 0, float.PositiveInfinity, float.NaN, MathF.Log(2)], losses.ToArray<float>(), AreClose);
            Assert.Equal([0f, 0f], gradient.Select(0, 0).Slice(0, 0, 2).ToArray<float>());
            Assert.Equal([-0.25f, 0.25f], gradient.Select(0, 4).Slice(0, 0, 2).ToArray<float>(), AreClose);
        }
    }

    [Fact]
    public void It_reads_any_layout_and_no_token_at_all()
    {
        using var scope = new TensorScope();
        var (logits, targets) = Draw(6, 9);
        Tensor turned = logits.Transpose(0, 1).Contiguous().Transpose(0, 1);

        var (losses, gradient) = WithGradient(logits, targets);
        Tensor everySecond = Operators.Stack([targets, Tensor.From<long>(new long[6], 6)], 1).Select(1, 0);
        var (same, sameGradient) = WithGradient(turned, everySecond);

        TensorAssert.Same(losses, same);
        TensorAssert.Same(gradient, sameGradient);
        Assert.Empty(Operators.TokenLosses(Operators.Zeros([0, 9]), targets.Slice(0, 0, 0)).ToArray<float>());
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        using var scope = new TensorScope();
        Tensor logits = Operators.Zeros([2, 5]);

        Refused("logits must be (N, V)", () => Operators.TokenLosses(logits.Select(0, 0), Tensor.From<long>([1], 1)));
        Refused("targets must be 2 numbers", () => Operators.TokenLosses(logits, Tensor.From<long>([1], 1)));
        Refused("targets must be 2 numbers", () => Operators.TokenLosses(logits, Operators.Zeros([2])));
        Refused("a target of 5 among 5 tokens", () => Operators.TokenLosses(logits, Tensor.From<long>([1, 5], 2)));
        Refused("a target of -1 among 5 tokens", () => Operators.TokenLosses(logits, Tensor.From<long>([-1, 1], 2)));

        static void Refused(string sentence, Func<Tensor> call) => Assert.Contains(sentence, Assert.Throws<TorchException>(call).Message);
    }

    private static bool AreClose(float one, float other) => one.Equals(other) || Math.Abs(one - other) < 1e-6;

    private static (Tensor Logits, Tensor Targets) Draw(int tokens, int vocabulary)
    {
        TorchRandom.Seed(1);
        long[] targets = [.. Enumerable.Range(0, tokens).Select(token => token % 5 == 3 ? Ignored : token * 7919L % vocabulary)];
        return (Operators.Randn([tokens, vocabulary]) * 3, Tensor.From<long>(targets, tokens));
    }

    /// <summary>The losses, and the gradient of their sum where each counts a little more than the one before.</summary>
    private static (Tensor Losses, Tensor Gradient) WithGradient(Tensor logits, Tensor targets)
    {
        var x = logits.Detach().Clone();
        x.RequiresGrad = true;
        Tensor losses = Operators.TokenLosses(x, targets);
        losses.Backward(Tensor.From<float>([.. Enumerable.Range(1, (int)x.Size(0)).Select(i => i / 10f)], x.Size(0)).To(losses.DType));
        return (losses.Detach(), x.Grad!);
    }
}
