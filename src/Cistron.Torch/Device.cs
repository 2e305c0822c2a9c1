namespace Cistron.Torch;

/// <summary>Where a tensor lives: the processor, or one CUDA device.</summary>
/// <param name="IsCuda">Whether this is a CUDA device.</param>
/// <param name="Index">The number of the CUDA device; −1 for the processor.</param>
public readonly record struct Device(bool IsCuda, int Index)
{
    /// <summary>The processor and its memory.</summary>
    public static Device Cpu { get; } = new(false, -1);

    /// <summary>The CUDA device with the given number.</summary>
    public static Device Cuda(int index = 0) => new(true, index);

    /// <summary>The first CUDA device when LibTorch can use one, the processor otherwise.</summary>
    public static Device Best => TorchRuntime.CudaDeviceCount > 0 ? Cuda() : Cpu;

    /// <summary>Reads <c>auto</c>, <c>cpu</c>, <c>cuda</c> or <c>cuda:1</c>.</summary>
    /// <exception cref="FormatException">The text names no device, or one that is not there.</exception>
    public static Device Parse(string text)
    {
        if (text == "auto")
            return Best;
        if (text == "cpu")
            return Cpu;
        string number = text == "cuda" ? "0" : text.StartsWith("cuda:", StringComparison.Ordinal) ? text[5..] : "";
        if (!int.TryParse(number, out int index) || index < 0)
            throw new FormatException($"'{text}' names no device; write auto, cpu, cuda or cuda:N");
        if (index >= TorchRuntime.CudaDeviceCount)
            throw new FormatException($"device '{text}' is not there: LibTorch sees {TorchRuntime.CudaDeviceCount} CUDA " +
                                      "devices; './cistron doctor' says more");
        return Cuda(index);
    }

    /// <summary>LibTorch's number for the kind of device.</summary>
    internal int Type => IsCuda ? 1 : 0;

    /// <inheritdoc />
    public override string ToString() => IsCuda ? $"cuda:{Index}" : "cpu";
}
