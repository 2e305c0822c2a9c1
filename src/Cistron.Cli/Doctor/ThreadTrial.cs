using System.Diagnostics;
using Cistron.Torch;

namespace Cistron.Cli.Doctor;

/// <summary>A rough measurement: one product of two 1024 × 1024 float32 matrices, on one thread and on two.</summary>
/// <param name="OneThreadMilliseconds">The shortest of several times on one thread.</param>
/// <param name="TwoThreadsMilliseconds">The shortest of several times on two.</param>
internal sealed record ThreadTrial(double OneThreadMilliseconds, double TwoThreadsMilliseconds)
{
    private const int Size = 1024;
    private const int Rounds = 3;
    private const int Repeats = 3;

    /// <summary>How many times faster two threads are.</summary>
    public double Ratio => OneThreadMilliseconds / TwoThreadsMilliseconds;

    /// <summary>Measures, and leaves the number of threads as it was.</summary>
    public static ThreadTrial Run()
    {
        int threads = TorchRuntime.Threads;
        using var scope = new TensorScope();
        Tensor matrix = Operators.Ones([Size, Size]);
        double one = double.PositiveInfinity, two = double.PositiveInfinity;
        // In turns, so that another program that comes or goes meanwhile favours neither.
        for (int round = 0; round < Rounds; round++)
        {
            two = Math.Min(two, Shortest(matrix, 2));
            one = Math.Min(one, Shortest(matrix, 1));
        }
        TorchRuntime.Threads = threads;
        return new ThreadTrial(one, two);
    }

    private static double Shortest(Tensor matrix, int threads)
    {
        TorchRuntime.Threads = threads;
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
