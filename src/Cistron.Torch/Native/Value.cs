using System.Runtime.InteropServices;
using System.Text;

namespace Cistron.Torch.Native;

/// <summary>Mirrors <c>cistron_tag</c> of native/cistron.h.</summary>
internal enum ValueTag
{
    None = 0, Tensor = 1, Int = 2, Double = 3, Bool = 4, String = 5, Ints = 6, Doubles = 7, Tensors = 8, Device = 9,
    Default = 10,
}

/// <summary>One argument or result of an operator: mirrors <c>cistron_value</c> of native/cistron.h.</summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal unsafe struct Value
{
    [FieldOffset(0)] private ValueTag _tag;
    [FieldOffset(4)] private int _length;
    [FieldOffset(8)] private long _integer;
    [FieldOffset(8)] private double _real;
    [FieldOffset(8)] private nint _pointer;

    /// <summary>The default that the operator's schema declares.</summary>
    public static Value Default => new() { _tag = ValueTag.Default };

    public static Value Of(Tensor? tensor) =>
        tensor is null ? default : new Value { _tag = ValueTag.Tensor, _pointer = tensor.Handle };

    public static Value Of(long integer) => new() { _tag = ValueTag.Int, _integer = integer };

    public static Value Of(long? integer) => integer is { } given ? Of(given) : default;

    public static Value Of(double real) => new() { _tag = ValueTag.Double, _real = real };

    public static Value Of(double? real) => real is { } given ? Of(given) : default;

    public static Value Of(bool flag) => new() { _tag = ValueTag.Bool, _integer = flag ? 1 : 0 };

    public static Value Of(bool? flag) => flag is { } given ? Of(given) : default;

    public static Value Of(Scalar scalar) => scalar.Value;

    public static Value Of(Scalar? scalar) => scalar?.Value ?? default;

    public static Value OrDefault(Scalar? scalar) => scalar?.Value ?? Default;

    public static Value Of(DType dtype) => Of((long)dtype);

    public static Value Of(DType? dtype) => dtype is { } given ? Of(given) : default;

    public static Value Of(Device device) =>
        new() { _tag = ValueTag.Device, _integer = (uint)device.Type | ((long)(byte)device.Index << 8) };

    public static Value Of(Device? device) => device is { } given ? Of(given) : default;

    public static Value Of(long* items, int length) =>
        new() { _tag = ValueTag.Ints, _length = length, _pointer = (nint)items };

    public static Value Of(double* items, int length) =>
        new() { _tag = ValueTag.Doubles, _length = length, _pointer = (nint)items };

    /// <summary>A list of whole numbers; an empty one stands for the schema's default.</summary>
    public static Value OrDefault(long* items, int length) => length == 0 ? Default : Of(items, length);

    /// <inheritdoc cref="OrDefault(long*, int)"/>
    public static Value OrDefault(double* items, int length) => length == 0 ? Default : Of(items, length);

    public static Value Of(in TensorHandles handles) =>
        new() { _tag = ValueTag.Tensors, _length = handles.Length, _pointer = (nint)handles.Pointer };

    public static Value Of(in Utf8Argument text) => text.Pointer == 0
        ? Default
        : new Value { _tag = ValueTag.String, _length = text.Length, _pointer = text.Pointer };

    public readonly Tensor ToTensor() => _tag == ValueTag.Tensor
        ? new Tensor(_pointer)
        : throw new TorchException("the operator returned no tensor", TorchErrorKind.Other);

    public readonly Tensor[] ToTensors()
    {
        var tensors = new Tensor[_length];
        for (int i = 0; i < tensors.Length; i++)
            tensors[i] = new Tensor(((nint*)_pointer)[i]);
        NativeMethods.cistron_free(_pointer);
        return tensors;
    }

    public readonly long ToLong() => _integer;

    public readonly bool ToBool() => _integer != 0;

    public readonly double ToDouble() => _tag == ValueTag.Double ? _real : _integer;

    /// <summary>Gives back a result that nobody wants: an in-place operator returns its own first argument.</summary>
    public readonly void Release()
    {
        if (_tag == ValueTag.Tensor)
            NativeMethods.cistron_tensor_release(_pointer);
    }
}

/// <summary>
/// The handles of a list of tensors for the length of a call. Holding the span keeps the list, and through it every
/// tensor, from being collected before the call has ended.
/// </summary>
internal readonly unsafe ref struct TensorHandles
{
    private readonly ReadOnlySpan<Tensor?> _tensors;

    public TensorHandles(ReadOnlySpan<Tensor?> tensors)
    {
        _tensors = tensors;
        Pointer = (nint*)NativeMemory.Alloc((nuint)Math.Max(tensors.Length, 1), (nuint)sizeof(nint));
        for (int i = 0; i < tensors.Length; i++)
            Pointer[i] = tensors[i]?.Handle ?? 0;
    }

    public nint* Pointer { get; }

    public int Length => _tensors.Length;

    public void Dispose()
    {
        NativeMemory.Free(Pointer);
        foreach (var tensor in _tensors)
            GC.KeepAlive(tensor);
    }
}

/// <summary>A string as UTF-8 for the length of a call; null stands for the schema's default.</summary>
internal readonly ref struct Utf8Argument(string? text)
{
    public nint Pointer { get; } = Marshal.StringToCoTaskMemUTF8(text);

    public int Length { get; } = text is null ? 0 : Encoding.UTF8.GetByteCount(text);

    public void Dispose() => Marshal.FreeCoTaskMem(Pointer);
}
