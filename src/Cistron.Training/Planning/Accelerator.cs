namespace Cistron.Training.Planning;

/// <summary>A GPU as its maker describes it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Gibibytes">Its memory.</param>
/// <param name="Teraflops">
/// 10¹² operations a second of dense matrix products with bfloat16 factors, or float16 where it has no bfloat16, and sums in
/// float32. Where a data sheet gives the number for sparse matrices, half of it.
/// </param>
/// <param name="HasBfloat16">Whether it has bfloat16.</param>
public sealed record Accelerator(string Name, int Gibibytes, double Teraflops, bool HasBfloat16 = true)
{
    /// <summary>
    /// From NVIDIA's data sheets: T4 (2019), V100 SXM2 (2020), L4 (2023), A100 80 GB SXM (2021), H100 SXM (2023), H200 SXM (2024);
    /// RTX 4090 from the white paper on the Ada architecture (2022), appendix A.
    /// </summary>
    public static IReadOnlyList<Accelerator> All { get; } =
    [
        new("T4", 16, 65, HasBfloat16: false),
        new("V100", 32, 125, HasBfloat16: false),
        new("L4", 24, 121),
        new("RTX 4090", 24, 165.2),
        new("A100", 80, 312),
        new("H100", 80, 989.5),
        new("H200", 141, 989.5),
    ];

    /// <summary>Operations a second at a share of its peak.</summary>
    internal double Speed(double utilisation) => Teraflops * 1e12 * utilisation;
}
