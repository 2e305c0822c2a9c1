using System.Diagnostics;
using System.Globalization;

namespace Cistron.Training.Tests.Planning;

public sealed class PeakMemoryTests
{
    // What lives for an instant may make a fifth more; gradients of a layer, which are counted whole, are not all there at once.
    [TcMallocTheory]
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

        Assert.InRange(measured / estimated, 0.75, 1.2);
    }

    [TcMallocTheory]
    [InlineData("Fp32")]
    [InlineData("Bf16")]
    public void Twelve_layers_that_are_computed_again_take_less_than_a_third_of_the_memory(string precision) =>
        Assert.InRange(Bytes("recomputed encoder", precision).Measured, 0, Bytes("deep encoder", precision).Measured / 3);

    private static (double Measured, double Estimated) Bytes(string model, string precision)
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
