namespace Cistron.Training.Planning;

/// <summary>What decides how many bytes the numbers have that a forward pass leaves behind.</summary>
/// <param name="IsHalf">Whether matrix products are in bfloat16 or float16 (autocast), and not in float32.</param>
/// <param name="IsCuda">Whether they are made on a CUDA device.</param>
public readonly record struct ComputeMode(bool IsHalf, bool IsCuda)
{
    /// <summary>Bytes of a number that a matrix product gives, and of what goes on with its type.</summary>
    internal int ProductBytes => IsHalf ? 2 : 4;

    /// <summary>Bytes of the copy of a float32 number that a matrix product needs.</summary>
    internal int CastBytes => IsHalf ? 2 : 0;

    /// <summary>Bytes of dropout's mask for a number: ATen's is kept, that of the kernel for processors is drawn again.</summary>
    internal int MaskBytes => IsCuda ? 1 : 0;
}
