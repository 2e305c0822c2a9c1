using Cistron.Torch.Native;

namespace Cistron.Torch;

public sealed unsafe partial class Tensor
{
    /// <summary>A tensor on the processor with a copy of <paramref name="values"/> in row-major order.</summary>
    /// <param name="values">As many values as the shape has elements.</param>
    /// <param name="shape">The lengths of the dimensions; none for a single number.</param>
    /// <exception cref="ArgumentException">The shape does not hold as many elements as there are values.</exception>
    public static Tensor From<T>(ReadOnlySpan<T> values, params ReadOnlySpan<long> shape) where T : unmanaged
    {
        fixed (T* data = values)
            return FromMemory(data, (long)values.Length * sizeof(T), DTypes.Of<T>(), shape);
    }

    /// <summary>A tensor with a copy of raw elements in row-major order, such as a part of a mapped file.</summary>
    /// <exception cref="ArgumentException"><paramref name="bytes"/> is not what type and shape ask for.</exception>
    internal static Tensor FromMemory(void* data, long bytes, DType dtype, ReadOnlySpan<long> shape)
    {
        long elements = 1;
        foreach (long size in shape)
            elements = checked(elements * size);
        if (checked(elements * dtype.Size()) != bytes)
            throw new ArgumentException($"{bytes} bytes do not fill a {dtype} tensor of shape [{string.Join(", ", shape.ToArray())}]");
        fixed (long* sizes = shape)
            return new Tensor(NativeMethods.Check(
                NativeMethods.cistron_tensor_from_memory(data, sizes, shape.Length, dtype)));
    }

    /// <summary>A copy of all elements in row-major order, brought to the processor if they are elsewhere.</summary>
    /// <exception cref="InvalidOperationException">The elements are not of type <typeparamref name="T"/>.</exception>
    public T[] ToArray<T>() where T : unmanaged
    {
        if (DTypes.Of<T>() != DType)
            throw new InvalidOperationException($"a {DType} tensor was read as {typeof(T).Name}; convert it first");
        var values = new T[Elements];
        fixed (T* destination = values)
            CopyTo(destination, (long)values.Length * sizeof(T));
        return values;
    }

    /// <summary>The only element of a tensor of one element, as a real number.</summary>
    public double ToDouble() => this.Item();

    /// <summary>Calls <paramref name="use"/> with the raw elements in row-major order, without a copy when there need be none.</summary>
    internal void WithBytes(Action<ReadOnlySpan<byte>> use)
    {
        var info = Info;
        if (info.DeviceType == 0 && info.IsContiguous != 0 && Bytes <= int.MaxValue)
        {
            use(new ReadOnlySpan<byte>(info.Data, checked((int)Bytes)));
            GC.KeepAlive(this);
            return;
        }
        using var scope = new TensorScope();
        var rows = this.Detach().To(Device.Cpu, DType).Contiguous().Reshape([-1]);
        long elementsAtOnce = (1 << 28) / DType.Size();
        for (long start = 0; start < rows.Elements; start += elementsAtOnce)
        {
            using var part = rows.Slice(0, start, Math.Min(start + elementsAtOnce, rows.Elements));
            use(new ReadOnlySpan<byte>(part.Info.Data, checked((int)part.Bytes)));
            GC.KeepAlive(part);
        }
    }

    private void CopyTo(void* destination, long bytes)
    {
        NativeMethods.Check(NativeMethods.cistron_tensor_copy_out(Handle, destination, bytes));
        GC.KeepAlive(this);
    }
}
