using Cistron.Torch.Native;

namespace Cistron.Torch;

/// <summary>A number given to an operator: whole or real, as it was written.</summary>
public readonly struct Scalar
{
    private Scalar(Value value) => Value = value;

    internal Value Value { get; }

    /// <summary>A real number.</summary>
    public static implicit operator Scalar(double value) => new(Value.Of(value));

    /// <summary>A whole number.</summary>
    public static implicit operator Scalar(long value) => new(Value.Of(value));

    /// <summary>A whole number.</summary>
    public static implicit operator Scalar(int value) => new(Value.Of((long)value));

    /// <summary>The real number <paramref name="value"/>.</summary>
    public static Scalar FromDouble(double value) => value;

    /// <summary>The whole number <paramref name="value"/>.</summary>
    public static Scalar FromInt64(long value) => value;

    /// <summary>The whole number <paramref name="value"/>.</summary>
    public static Scalar FromInt32(int value) => value;
}
