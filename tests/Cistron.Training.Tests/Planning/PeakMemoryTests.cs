using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Cistron.Training.Tests.Planning;

public sealed class PeakMemoryTests
{
    private const int Runs = 3;

    private static readonly ConcurrentDictionary<(string Model, string Precision), (double Measured, double Estimated)> _trials = new();

    // A third more or a quarter less: libraries take some MiB, and so does what lives for an instant.
    [Theory]
    [InlineData("encoder", "Fp32")]
    [InlineData("encoder", "Bf16")]
    [InlineData("padded encoder", "Fp32")]
    [InlineData("padded encoder", "Bf16")]
    [InlineData("recomputed encoder", "Fp32")]
    [InlineData("recomputed encoder", "Bf16")]
    [InlineData("lstm", "Fp32")]
    [InlineData("lstm", "Bf16")]
    public void A_step_takes_the_memory_that_is_estimated(string model, string precision)
    {
        var (measured, estimated) = Bytes(model, precision);

        Assert.InRange(measured / estimated, 0.75, 1.33);
    }

    [Theory]
    [InlineData("Fp32")]
    [InlineData("Bf16")]
    public void Twelve_layers_that_are_computed_again_take_less_than_half_the_memory(string precision) =>
        Assert.InRange(Bytes("recomputed encoder", precision).Measured, 0, 0.5 * Bytes("deep encoder", precision).Measured);

    // The gaps in the heap are others in each run, and so is the peak, by a tenth either way where layers come and go: the middle of a
    // few runs is what is judged.
    private static (double Measured, double Estimated) Bytes(string model, string precision) =>
        _trials.GetOrAdd((model, precision), _ =>
            ParallelEnumerable.Range(0, Runs).Select(_ => Trial(model, precision)).Order().ElementAt(Runs / 2));

    private static (double Measured, double Estimated) Trial(string model, string precision)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(Program).Assembly.Location, MemoryTrial.Word, model, precision])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        string printed = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        double[] bytes = [.. printed.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
        return (bytes[0], bytes[1]);
    }
}
