namespace Cistron.Torch;

/// <summary>The type of a tensor's elements. The numbers are LibTorch's own (<c>c10::ScalarType</c>).</summary>
#pragma warning disable CA1027, CA1008 // The numbers are given by LibTorch: neither flags nor starting at "none".
public enum DType
#pragma warning restore CA1027, CA1008
{
    /// <summary>8-bit unsigned integer.</summary>
    UInt8 = 0,

    /// <summary>8-bit signed integer.</summary>
    Int8 = 1,

    /// <summary>16-bit signed integer.</summary>
    Int16 = 2,

    /// <summary>32-bit signed integer.</summary>
    Int32 = 3,

    /// <summary>64-bit signed integer: token ids, labels and indices.</summary>
    Int64 = 4,

    /// <summary>IEEE half precision.</summary>
    Float16 = 5,

    /// <summary>IEEE single precision: parameters and losses.</summary>
    Float32 = 6,

    /// <summary>IEEE double precision: gradient checks.</summary>
    Float64 = 7,

    /// <summary>One byte, zero or one.</summary>
    Bool = 11,

    /// <summary>The upper half of a single-precision number: 8 bits of exponent, 7 of fraction.</summary>
    BFloat16 = 15,
}

/// <summary>What can be asked of a <see cref="DType"/>.</summary>
public static class DTypes
{
    /// <summary>Bytes of one element.</summary>
    public static int Size(this DType dtype) => dtype switch
    {
        DType.UInt8 or DType.Int8 or DType.Bool => 1,
        DType.Int16 or DType.Float16 or DType.BFloat16 => 2,
        DType.Int32 or DType.Float32 => 4,
        DType.Int64 or DType.Float64 => 8,
        _ => throw new ArgumentOutOfRangeException(nameof(dtype), dtype, "not an element type that Cistron uses"),
    };

    /// <summary>Whether gradients can flow through elements of this type.</summary>
    public static bool IsFloatingPoint(this DType dtype) =>
        dtype is DType.Float16 or DType.Float32 or DType.Float64 or DType.BFloat16;

    /// <summary>The element type that holds values of a C# type.</summary>
    /// <exception cref="NotSupportedException">No element type matches <typeparamref name="T"/>.</exception>
    public static DType Of<T>() where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return DType.Float32;
        if (typeof(T) == typeof(long)) return DType.Int64;
        if (typeof(T) == typeof(int)) return DType.Int32;
        if (typeof(T) == typeof(double)) return DType.Float64;
        if (typeof(T) == typeof(byte)) return DType.UInt8;
        if (typeof(T) == typeof(bool)) return DType.Bool;
        if (typeof(T) == typeof(Half)) return DType.Float16;
        throw new NotSupportedException($"no tensor element type holds values of {typeof(T).Name}");
    }
}
