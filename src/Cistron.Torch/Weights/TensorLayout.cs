namespace Cistron.Torch.Weights;

/// <summary>Sizes and strides as an untrusted file claims them: nothing here may overflow unnoticed.</summary>
internal static class TensorLayout
{
    /// <summary>
    /// Bytes of a contiguous tensor; null when a length is negative or the product too large to be meant.
    /// </summary>
    public static long? Bytes(DType dtype, ReadOnlySpan<long> shape)
    {
        // Lengths of zero are left out of the limit's product: LibTorch multiplies the others for its strides.
        Int128 product = dtype.Size();
        bool isEmpty = false;
        foreach (long size in shape)
        {
            if (size < 0)
                return null;
            isEmpty |= size == 0;
            product *= Math.Max(size, 1);
            if (product > long.MaxValue)
                return null;
        }
        return isEmpty ? 0 : (long)product;
    }

    /// <summary>
    /// The number of elements from the first that a strided tensor touches to the last, both included; null when a
    /// stride is negative or the number too large to be meant.
    /// </summary>
    public static long? Extent(ReadOnlySpan<long> shape, ReadOnlySpan<long> strides)
    {
        Int128 last = 0;
        bool isEmpty = false;
        for (int i = 0; i < shape.Length; i++)
        {
            if (shape[i] < 0 || strides[i] < 0)
                return null;
            isEmpty |= shape[i] == 0;
            last += (Int128)Math.Max(shape[i] - 1, 0) * strides[i];
            if (last >= long.MaxValue)
                return null;
        }
        return isEmpty ? 0 : (long)last + 1;
    }

    /// <summary>
    /// Whether the strides are those of row-major order, in which dimensions of length 1 have no say.
    /// </summary>
    public static bool IsContiguous(ReadOnlySpan<long> shape, ReadOnlySpan<long> strides)
    {
        long expected = 1;
        for (int i = shape.Length - 1; i >= 0; i--)
        {
            if (shape[i] != 1 && strides[i] != expected)
                return false;
            expected *= shape[i];
        }
        return true;
    }
}
