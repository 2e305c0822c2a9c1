using Cistron.Torch;

namespace Cistron.Cli.Doctor;

/// <summary>A rough measurement: a <see cref="MatrixProduct"/> of float32 on one thread and on two.</summary>
/// <param name="OneThreadMilliseconds">The shortest of several times on one thread.</param>
/// <param name="TwoThreadsMilliseconds">The shortest of several times on two.</param>
internal sealed record ThreadTrial(double OneThreadMilliseconds, double TwoThreadsMilliseconds)
{
    /// <summary>How many times faster two threads are.</summary>
    public double Ratio => OneThreadMilliseconds / TwoThreadsMilliseconds;

    /// <summary>Measures, and leaves the number of threads as it was.</summary>
    public static ThreadTrial Run()
    {
        int threads = TorchRuntime.Threads;
        using var scope = new TensorScope();
        Tensor matrix = MatrixProduct.Factor();
        var (one, two) = MatrixProduct.InTurns(() => On(1), () => On(2));
        TorchRuntime.Threads = threads;
        return new ThreadTrial(one, two);

        double On(int count)
        {
            TorchRuntime.Threads = count;
            return MatrixProduct.Milliseconds(matrix);
        }
    }
}
