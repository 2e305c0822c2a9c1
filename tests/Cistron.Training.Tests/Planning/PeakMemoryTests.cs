using System.Diagnostics;
using System.Globalization;

namespace Cistron.Training.Tests.Planning;

public sealed class PeakMemoryTests
{
    // A third more or a quarter less: libraries take some MiB, and so does what lives for an instant.
    [Theory]
    [InlineData("encoder", "Fp32")]
    [InlineData("encoder", "Bf16")]
    [InlineData("padded encoder", "Fp32")]
    [InlineData("padded encoder", "Bf16")]
    [InlineData("lstm", "Fp32")]
    [InlineData("lstm", "Bf16")]
    public void A_step_takes_the_memory_that_is_estimated(string model, string precision) =>
        Assert.InRange(MeasuredOverEstimated(model, precision), 0.75, 1.33);

    private static double MeasuredOverEstimated(string model, string precision)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(Program).Assembly.Location, MemoryTrial.Word, model, precision])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        string printed = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return double.Parse(printed, CultureInfo.InvariantCulture);
    }
}
