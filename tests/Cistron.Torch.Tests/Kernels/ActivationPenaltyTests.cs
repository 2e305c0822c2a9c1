namespace Cistron.Torch.Tests.Kernels;

/// <summary>Outputs (T, B, D) of four rows, one of them without a token and one with a single one.</summary>
public class ActivationPenaltyTests
{
    private static readonly long[] Lengths = [3, 0, 1, 5];

    [Fact]
    public void It_is_the_mean_of_squares_and_of_squared_changes()
    {
        using var scope = new TensorScope();
        var hidden = Tensor.From<float>([1, 2, 3, 4, 1, 0, 9, 9], 4, 1, 2);

        Assert.Equal((1 + 4 + 9 + 16 + 1) / 6f, Penalty(hidden, [3], 1, 0), 1e-6);
        Assert.Equal((4 + 4 + 4 + 16) / 4f, Penalty(hidden, [3], 0, 1), 1e-6);
        Assert.Equal(2 * 31 / 6f + 3 * 28 / 4f, Penalty(hidden, [3], 2, 3), 1e-5);
    }

    [Fact]
    public void Without_neighbours_or_without_tokens_there_is_nothing_to_pay()
    {
        using var scope = new TensorScope();
        Tensor hidden = Operators.Ones([2, 3, 4]);

        Assert.Equal(0, Penalty(hidden, [1, 0, 1], 0, 1));
        Assert.Equal(0, Penalty(hidden, [0, 0, 0], 1, 1));
        Assert.Equal(0, Penalty(Operators.Zeros([2, 0, 4]), [], 1, 1));
        Assert.Equal(0, Penalty(Operators.Zeros([0, 3, 4]), [0, 0, 0], 1, 1));
    }

    /// <summary>In double precision LibTorch's operators compute it, one after the other.</summary>
    [Fact]
    public void The_kernel_and_its_gradient_are_those_of_the_composition_whatever_stands_beyond_a_row()
    {
        using var scope = new TensorScope();
        TorchRandom.Seed(1);
        Tensor hidden = Operators.Randn([5, 4, 37]);
        Tensor other = hidden.Clone();
        other.Slice(0, 3, 5).Select(1, 0).FillInPlace(7);

        var (value, gradient) = WithGradient(hidden.To(DType.Float64));

        foreach (Tensor one in (Tensor[])[hidden, other])
        {
            var (here, gradientHere) = WithGradient(one);
            Assert.Equal(value, here, 1e-6 * value);
            TensorAssert.Close(gradient.To(DType.Float32), gradientHere, 1e-7);
        }
    }

    [Fact]
    public void Its_gradient_is_that_of_central_differences()
    {
        using var scope = new TensorScope();
        TorchRandom.Seed(1);
        Tensor hidden = Operators.Randn([5, 4, 3]);

        GradientCheck.Run(x => Operators.ActivationPenalty(x, Lengths, 2, 3), hidden, 1e-2, 1e-3);
        GradientCheck.Run(x => Operators.ActivationPenalty(x, Lengths, 2, 3), hidden.To(DType.Float64), 1e-4, 1e-8);
    }

    [Fact]
    public void Lengths_that_do_not_fit_are_refused()
    {
        using var scope = new TensorScope();
        Tensor hidden = Operators.Zeros([3, 2, 4]);

        Refused("1 lengths for 2 rows", () => Operators.ActivationPenalty(hidden, [3], 1, 1));
        Refused("a length of 4 for 3 positions", () => Operators.ActivationPenalty(hidden, [3, 4], 1, 1));
        Refused("outputs must be (T, B, D)", () => Operators.ActivationPenalty(hidden.Select(0, 0), [3, 3], 1, 1));

        static void Refused(string sentence, Func<Tensor> call) => Assert.Contains(sentence, Assert.Throws<TorchException>(call).Message);
    }

    private static double Penalty(Tensor hidden, long[] lengths, double activation, double temporal) =>
        Operators.ActivationPenalty(hidden, lengths, activation, temporal).ToDouble();

    private static (double Value, Tensor Gradient) WithGradient(Tensor hidden)
    {
        var x = hidden.Clone();
        x.RequiresGrad = true;
        Tensor penalty = Operators.ActivationPenalty(x, Lengths, 2, 3);
        penalty.Backward();
        return (penalty.ToDouble(), x.Grad!);
    }
}
