namespace Cistron.Torch;

/// <summary>What went wrong inside LibTorch.</summary>
public enum TorchErrorKind
{
    /// <summary>The engine could not be loaded.</summary>
    NotLoaded = 0,

    /// <summary>A check failed: most often shapes that do not fit.</summary>
    Check = 1,

    /// <summary>An index beyond a dimension.</summary>
    Index = 2,

    /// <summary>An argument with a value that the operator does not take.</summary>
    Value = 3,

    /// <summary>The operator does not exist for this device or type.</summary>
    NotImplemented = 4,

    /// <summary>Any other failure.</summary>
    Other = 5,

    /// <summary>Memory was exhausted.</summary>
    OutOfMemory = 6,
}

/// <summary>
/// A failure inside LibTorch. The message begins with the operator and the shapes of its tensors:
/// <c>aten::matmul([2, 3], [2, 1]): mat1 and mat2 shapes cannot be multiplied (2x3 and 2x1)</c>.
/// </summary>
public sealed class TorchException(string message, TorchErrorKind kind) : Exception(message)
{
    /// <summary>What kind of failure it was.</summary>
    public TorchErrorKind Kind { get; } = kind;
}
