using Cistron.Torch;

namespace Cistron.Cli.Doctor;

/// <summary>A rough measurement: a <see cref="MatrixProduct"/> of float32 and of bfloat16, on all threads.</summary>
/// <param name="Float32Milliseconds">The shortest of several times with float32.</param>
/// <param name="Bfloat16Milliseconds">The shortest of several times with bfloat16.</param>
internal sealed record PrecisionTrial(double Float32Milliseconds, double Bfloat16Milliseconds)
{
    /// <summary>How many times faster bfloat16 is.</summary>
    public double Ratio => Float32Milliseconds / Bfloat16Milliseconds;

    /// <summary>Measures.</summary>
    public static PrecisionTrial Run()
    {
        using var scope = new TensorScope();
        Tensor full = MatrixProduct.Factor(), half = full.To(DType.BFloat16);
        var (float32, bfloat16) = MatrixProduct.InTurns(() => MatrixProduct.Milliseconds(full), () => MatrixProduct.Milliseconds(half));
        return new PrecisionTrial(float32, bfloat16);
    }
}
