using System.Diagnostics;
using Cistron.Torch;

namespace Cistron.Cli.Doctor;

/// <summary>What rough measurements have in common: one product of two 1024 × 1024 matrices.</summary>
internal static class MatrixProduct
{
    private const int Size = 1024;
    private const int Rounds = 3;
    private const int Repeats = 3;

    /// <summary>A matrix of float32.</summary>
    public static Tensor Factor() => Operators.Ones([Size, Size]);

    /// <summary>The shortest of several times of a product with itself.</summary>
    public static double Milliseconds(Tensor matrix)
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

    /// <summary>The shortest of each of two, in turns, so that another program that comes or goes meanwhile favours neither.</summary>
    public static (double First, double Second) InTurns(Func<double> first, Func<double> second)
    {
        double one = double.PositiveInfinity, two = double.PositiveInfinity;
        for (int round = 0; round < Rounds; round++)
        {
            two = Math.Min(two, second());
            one = Math.Min(one, first());
        }
        return (one, two);
    }
}
