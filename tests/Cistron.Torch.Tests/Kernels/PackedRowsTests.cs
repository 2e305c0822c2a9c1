namespace Cistron.Torch.Tests.Kernels;

/// <summary>Rows with the padding between them and without it.</summary>
public class PackedRowsTests
{
    private static readonly long[] Lengths = [3, 0, 1, 4];

    [Fact]
    public void Packed_rows_lie_one_after_the_other()
    {
        using var scope = new TensorScope();
        var padded = Tensor.From<long>([1, 2, 9, 3, 9, 9], 2, 3);

        Assert.Equal([1, 2, 3], Operators.PackedRows(padded, [2, 1]).ToArray<long>());
    }

    [Fact]
    public void Padding_is_zero_and_packing_takes_it_away_again()
    {
        using var scope = new TensorScope();
        TorchRandom.Seed(1);
        foreach (var dtype in (DType[])[DType.Float32, DType.BFloat16, DType.Float64])
        {
            Tensor tokens = Operators.Randn([8, 2, 3]).To(dtype);

            Tensor padded = Operators.PaddedRows(tokens, Lengths, 5);

            Assert.Equal([4, 5, 2, 3], padded.Shape);
            TensorAssert.Same(tokens, Operators.PackedRows(padded, Lengths));
            Assert.All(TensorAssert.Values(padded.Slice(1, 4)), value => Assert.Equal(0, value));
            Assert.All(TensorAssert.Values(padded.Select(0, 1)), value => Assert.Equal(0, value));
        }
    }

    [Fact]
    public void The_gradient_of_each_is_the_other()
    {
        using var scope = new TensorScope();
        TorchRandom.Seed(1);
        Tensor tokens = Operators.Randn([8, 3]), rows = Operators.Randn([4, 5, 3]);

        GradientCheck.Run(x => Operators.PaddedRows(x, Lengths, 5), tokens, 1e-2, 1e-3);
        GradientCheck.Run(x => Operators.PackedRows(x, Lengths), rows, 1e-2, 1e-3);
    }

    [Fact]
    public void Lengths_that_do_not_fit_are_refused()
    {
        using var scope = new TensorScope();
        Tensor rows = Operators.Zeros([2, 3, 4]), tokens = Operators.Zeros([5, 4]);

        Refused("1 lengths for 2 rows", () => Operators.PackedRows(rows, [3]));
        Refused("a length of 4 for 3 tokens", () => Operators.PackedRows(rows, [4, 1]));
        Refused("a length of -1", () => Operators.PackedRows(rows, [-1, 2]));
        Refused("rows must be (B, T, …)", () => Operators.PackedRows(rows.Select(0, 0).Select(0, 0), [3]));
        Refused("lengths of 4 tokens in all for 5", () => Operators.PaddedRows(tokens, [2, 2], 3));
        Refused("a length of 5 for 3 tokens", () => Operators.PaddedRows(tokens, [5], 3));

        static void Refused(string sentence, Func<Tensor> call) => Assert.Contains(sentence, Assert.Throws<TorchException>(call).Message);
    }
}
