using Cistron.Torch;

namespace Cistron.Models.Tests;

internal static class TensorAssert
{
    /// <summary>
    /// Same shape, and no element further from the expected one than <paramref name="tolerance"/> times the largest
    /// magnitude among those expected.
    /// </summary>
    public static void Close(Tensor expected, Tensor actual, double tolerance)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        Close(Values(expected), Values(actual), tolerance);
    }

    /// <inheritdoc cref="Close(Tensor, Tensor, double)"/>
    public static void Close(float[] expected, float[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        double scale = expected.Max(Math.Abs);
        for (int i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance * scale,
                $"element {i} is {actual[i]:R} where {expected[i]:R} was expected, within {tolerance} of {scale:R}");
    }

    /// <summary>All elements as float32.</summary>
    public static float[] Values(Tensor tensor)
    {
        using var scope = new TensorScope();
        return tensor.Detach().To(Device.Cpu, DType.Float32).ToArray<float>();
    }
}
