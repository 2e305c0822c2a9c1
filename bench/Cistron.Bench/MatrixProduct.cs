using System.Diagnostics;
using Cistron.Torch;

namespace Cistron.Bench;

/// <summary>The product of two large matrices: the most that this machine gives to any model at this moment.</summary>
internal static class MatrixProduct
{
    public const string Work = "matrix-product";

    private const int Length = 2048;
    private const int Products = 6;

    /// <summary>Who measures it; a precision is <c>fp32</c> or <c>bf16</c>.</summary>
    public static Contestant In(string precision) => Contestant.Cistron(Work, precision);

    /// <summary>The seconds of the fastest product of several, and its operations.</summary>
    public static Outcome Multiply(string[] arguments)
    {
        using var scope = new TensorScope();
        var type = arguments[0] == "bf16" ? DType.BFloat16 : DType.Float32;
        Tensor matrix = (Operators.Zeros([Length, Length]) + 0.5).To(type);
        double fastest = Enumerable.Range(0, Products).Min(_ =>
        {
            long start = Stopwatch.GetTimestamp();
            using Tensor product = matrix.Matmul(matrix);
            return Stopwatch.GetElapsedTime(start).TotalSeconds;
        });
        return new Outcome(fastest, []) { Operations = 2.0 * Length * Length * Length };
    }
}
