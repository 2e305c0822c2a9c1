using System.Runtime.Intrinsics.X86;

namespace Cistron.Training.Planning;

/// <summary>What decides how many bytes the numbers have that a forward pass leaves behind.</summary>
/// <param name="IsHalf">Whether matrix products are in bfloat16 or float16 (autocast), and not in float32.</param>
/// <param name="IsCuda">Whether they are made on a CUDA device.</param>
public readonly record struct ComputeMode(bool IsHalf, bool IsCuda)
{
    /// <summary>
    /// Whether attention keeps no weights of pairs of tokens: the fused kernel on processors with AVX-512, for bfloat16 with
    /// AVX512-BF16. Default: as it is on this machine.
    /// </summary>
    public bool FusesAttention { get; init; } = !IsCuda && HasTiles(IsHalf);

    /// <summary>Bytes of a number that a matrix product gives, and of what goes on with its type.</summary>
    internal int ProductBytes => IsHalf ? 2 : 4;

    /// <summary>Bytes of the copy of a float32 number that a matrix product needs.</summary>
    internal int CastBytes => IsHalf ? 2 : 0;

    /// <summary>Bytes of dropout's mask for a number: ATen's is kept, that of the kernel for processors is drawn again.</summary>
    internal int MaskBytes => IsCuda ? 1 : 0;

    // As the kernel asks (native/kernels/packed_tiles.h); .NET has no name for AVX512-BF16, bit 5 of leaf 7, subleaf 1.
    private static bool HasTiles(bool isHalf) => Avx512F.VL.IsSupported && Avx512BW.IsSupported && Avx512DQ.IsSupported
        && (!isHalf || (X86Base.CpuId(7, 1).Eax & (1 << 5)) != 0);
}
