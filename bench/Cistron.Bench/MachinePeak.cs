using System.Diagnostics;
using Cistron.Torch;

namespace Cistron.Bench;

/// <summary>
/// The most that this machine gives to anyone at this moment: the product of two large matrices in <c>fp32</c> or <c>bf16</c> to a
/// model, and to what handles text a copy in <c>memory</c> on one thread.
/// </summary>
internal static class MachinePeak
{
    public const string Work = "peak", Memory = "memory";

    private const int Length = 2048;
    private const int CopiedBytes = 1 << 28;
    private const int Repetitions = 6;

    /// <summary>Who measures it.</summary>
    /// <param name="bound"><c>fp32</c>, <c>bf16</c> or <c>memory</c>.</param>
    public static Contestant Of(string bound) => Contestant.Cistron(Work, bound);

    /// <summary>The seconds of the fastest of several, and its operations or its bytes, read and written.</summary>
    public static Outcome Measure(string[] arguments) => arguments[0] == Memory ? Copy() : Multiply(arguments[0]);

    private static Outcome Copy()
    {
        byte[] from = new byte[CopiedBytes], to = new byte[CopiedBytes];
        from.AsSpan().Fill(1);
        return new Outcome(Fastest(() => from.CopyTo(to, 0)), []) { Operations = 2.0 * CopiedBytes };
    }

    private static Outcome Multiply(string precision)
    {
        using var scope = new TensorScope();
        var type = precision == "bf16" ? DType.BFloat16 : DType.Float32;
        Tensor matrix = (Operators.Zeros([Length, Length]) + 0.5).To(type);
        return new Outcome(Fastest(() => matrix.Matmul(matrix).Dispose()), []) { Operations = 2.0 * Length * Length * Length };
    }

    private static double Fastest(Action work) => Enumerable.Range(0, Repetitions).Min(_ =>
    {
        long start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    });
}
