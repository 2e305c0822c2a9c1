using Cistron.Models.Bert;
using Cistron.Torch;

namespace Cistron.Models.Tests.Bert;

public class PositionsTests
{
    /// <summary>float32 keeps 24 bits: values of order one are off by up to 6e-8.</summary>
    private const double Rounding = 2e-7;

    [Fact]
    public void Alibi_slopes_of_a_power_of_two_are_a_geometric_series()
    {
        Assert.Equal([0.5, 0.25, 0.125, 0.0625, 0.03125, 0.015625, 0.0078125, 0.00390625], Positions.AlibiSlopes(8));
        Assert.Equal([1 / 4.0, 1 / 16.0, 1 / 64.0, 1 / 256.0], Positions.AlibiSlopes(4));
        Assert.Equal([1 / 256.0], Positions.AlibiSlopes(1));
        Assert.Equal(Math.Pow(2, -0.5), Positions.AlibiSlopes(16)[0]);
    }

    [Fact]
    public void Twelve_heads_have_the_slopes_of_eight_and_every_second_one_of_sixteen()
    {
        double[] slopes = Positions.AlibiSlopes(12);

        // The four beyond eight: 2^-0.5, 2^-1.5, 2^-2.5, 2^-3.5.
        double[] expected = [0.5, 0.25, 0.125, 0.0625, 0.03125, 0.015625, 0.0078125, 0.00390625,
            0.7071067811865476, 0.3535533905932738, 0.1767766952966369, 0.08838834764831845];
        Assert.All(expected.Zip(slopes), pair => Assert.Equal(pair.First, pair.Second, 1e-15));
    }

    [Fact]
    public void Alibi_takes_the_slope_off_for_every_token_of_distance_in_both_directions()
    {
        using var scope = new TensorScope();

        Tensor bias = Positions.AlibiBias(tokens: 3, heads: 2, Device.Cpu);

        Assert.Equal([1, 2, 3, 3], bias.Shape);
        const float a = 1 / 16f, b = 1 / 256f;
        Assert.Equal(
            [0, -a, -2 * a, -a, 0, -a, -2 * a, -a, 0, 0, -b, -2 * b, -b, 0, -b, -2 * b, -b, 0], bias.ToArray<float>());
    }

    [Fact]
    public void Sinusoids_have_the_values_of_their_formula()
    {
        using var scope = new TensorScope();

        float[] waves = Positions.Sinusoids(tokens: 3, dimensions: 4).ToArray<float>();

        // sin t, cos t, sin t/100, cos t/100
        float[] expected = [0, 1, 0, 1, 0.84147098f, 0.54030231f, 0.00999983f, 0.99995000f,
            0.90929743f, -0.41614684f, 0.01999867f, 0.99980001f];
        TensorAssert.Close(expected, waves, Rounding);
    }

    [Fact]
    public void Rotation_turns_the_first_pair_by_one_radian_a_token_and_the_second_by_a_hundredth()
    {
        using var scope = new TensorScope();
        var x = Tensor.From<float>([1, 1, 0, 0, 1, 1, 0, 0], 1, 1, 2, 4);

        var (cosines, sines) = Positions.Rotations(tokens: 2, headDimensions: 4, Device.Cpu);
        float[] rotated = Positions.Rotate(x, cosines, sines).ToArray<float>();

        // A dimension of the first half turns towards its partner in the second half.
        float[] expected = [1, 1, 0, 0, 0.54030231f, 0.99995000f, 0.84147098f, 0.00999983f];
        TensorAssert.Close(expected, rotated, Rounding);
    }

    [Fact]
    public void Rotation_keeps_the_length_of_vectors()
    {
        using var scope = new TensorScope();
        TorchRandom.Seed(1);
        Tensor x = Operators.Randn([2, 3, 50, 8]);

        var (cosines, sines) = Positions.Rotations(tokens: 50, headDimensions: 8, Device.Cpu);
        Tensor rotated = Positions.Rotate(x, cosines, sines);

        // Four products of rounded sines and cosines a vector.
        TensorAssert.Close((x * x).Sum([-1]), (rotated * rotated).Sum([-1]), 1e-6);
        Assert.NotEqual(x.ToArray<float>(), rotated.ToArray<float>());
    }

    [Fact]
    public void The_product_of_rotated_vectors_depends_on_their_distance_alone()
    {
        using var scope = new TensorScope();
        TorchRandom.Seed(1);
        const int tokens = 40;
        // The same query and the same key at every position.
        Tensor query = Operators.Randn([1, 1, 1, 8]).Expand([1, 1, tokens, 8]);
        Tensor key = Operators.Randn([1, 1, 1, 8]).Expand([1, 1, tokens, 8]);
        var (cosines, sines) = Positions.Rotations(tokens, headDimensions: 8, Device.Cpu);

        float[] products = Positions.Rotate(query, cosines, sines)
            .Matmul(Positions.Rotate(key, cosines, sines).Transpose(-2, -1)).ToArray<float>();

        // Angles of up to 40 radians are rounded to 4e-6 of a turn at most.
        float[] shifted = [.. from i in Enumerable.Range(1, tokens - 1)
                              from j in Enumerable.Range(1, tokens - 1)
                              select products[(i - 1) * tokens + j - 1]];
        float[] inPlace = [.. from i in Enumerable.Range(1, tokens - 1)
                              from j in Enumerable.Range(1, tokens - 1)
                              select products[i * tokens + j]];
        TensorAssert.Close(inPlace, shifted, 1e-6);
        Assert.NotEqual(products[0], products[1], 1e-2);
    }
}
