namespace Cistron.Torch.Tests;

internal static class TensorAssert
{
    /// <summary>
    /// Same shape, and no element further from the expected one than <paramref name="tolerance"/> times the largest
    /// magnitude among those expected.
    /// </summary>
    public static void Close(Tensor expected, Tensor actual, double tolerance)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        double[] wanted = Values(expected), found = Values(actual);
        double scale = wanted.Select(Math.Abs).DefaultIfEmpty().Max();
        for (int i = 0; i < wanted.Length; i++)
            Assert.True(Math.Abs(wanted[i] - found[i]) <= tolerance * Math.Max(scale, 1e-30),
                $"element {i} is {found[i]:R} where {wanted[i]:R} was expected, within {tolerance} of {scale:R}");
    }

    /// <summary>Same type, shape and bits.</summary>
    public static void Same(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.DType, actual.DType);
        Assert.Equal(expected.Shape, actual.Shape);
        Assert.Equal(Bits(expected), Bits(actual));
    }

    public static double[] Values(Tensor tensor)
    {
        using var scope = new TensorScope();
        return tensor.Detach().To(DType.Float64).ToArray<double>();
    }

    public static byte[] Bits(Tensor tensor)
    {
        using var bytes = new MemoryStream();
        tensor.WithBytes(bytes.Write);
        return bytes.ToArray();
    }
}
