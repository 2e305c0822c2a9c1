using System.Diagnostics;
using Cistron.Torch;

namespace Cistron.Cli.Doctor;

/// <summary>A rough measurement: one product of two 1024 × 1024 matrices in one way and in another.</summary>
/// <param name="UsualMilliseconds">The shortest of several times of what is usual: one thread, or float32.</param>
/// <param name="OtherMilliseconds">The shortest of several times of the other: two threads, or bfloat16.</param>
internal sealed record MatrixTrial(double UsualMilliseconds, double OtherMilliseconds)
{
    private const int Size = 1024;
    private const int Rounds = 3;
    private const int Repeats = 3;

    /// <summary>How many times faster the other is.</summary>
    public double Ratio => UsualMilliseconds / OtherMilliseconds;

    /// <summary>One thread and two; leaves the number of threads as it was.</summary>
    public static MatrixTrial OfThreads()
    {
        int threads = TorchRuntime.Threads;
        using var scope = new TensorScope();
        Tensor matrix = Operators.Ones([Size, Size]);
        MatrixTrial trial = InTurns(() => OnThreads(1), () => OnThreads(2));
        TorchRuntime.Threads = threads;
        return trial;

        double OnThreads(int count)
        {
            TorchRuntime.Threads = count;
            return Shortest(matrix);
        }
    }

    /// <summary>Float32 and bfloat16, on all threads.</summary>
    public static MatrixTrial OfPrecisions()
    {
        using var scope = new TensorScope();
        Tensor full = Operators.Ones([Size, Size]), half = full.To(DType.BFloat16);
        return InTurns(() => Shortest(full), () => Shortest(half));
    }

    // So that another program that comes or goes meanwhile favours neither.
    private static MatrixTrial InTurns(Func<double> usual, Func<double> other)
    {
        double one = double.PositiveInfinity, two = double.PositiveInfinity;
        for (int round = 0; round < Rounds; round++)
        {
            two = Math.Min(two, other());
            one = Math.Min(one, usual());
        }
        return new MatrixTrial(one, two);
    }

    private static double Shortest(Tensor matrix)
    {
        matrix.Matmul(matrix);
        double shortest = double.PositiveInfinity;
        for (int i = 0; i < Repeats; i++)
        {
            long started = Stopwatch.GetTimestamp();
            matrix.Matmul(matrix);
            shortest = Math.Min(shortest, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
        return shortest;
    }
}
