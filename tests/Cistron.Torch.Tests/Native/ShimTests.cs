using System.Diagnostics;

namespace Cistron.Torch.Tests.Native;

public class ShimTests
{
    [Fact]
    public void A_bridge_that_is_not_there_is_one_sentence_with_the_remedy()
    {
        string output = FirstCall("/nowhere/libcistron_native.so");

        Assert.Equal("NotLoaded: /nowhere/libcistron_native.so could not be loaded (/nowhere/libcistron_native.so: " +
                     "cannot open shared object file: No such file or directory); LibTorch was moved or removed since " +
                     "it was built: run eng/bootstrap.sh again", output);
    }

    [Fact]
    public void A_bridge_that_is_no_library_is_one_sentence_with_the_remedy()
    {
        using var file = TemporaryFile.With("no library"u8.ToArray());

        string output = FirstCall(file.Path);

        Assert.StartsWith($"NotLoaded: {file.Path} could not be loaded ({file.Path}: ", output);
        Assert.EndsWith("run eng/bootstrap.sh again", output);
        Assert.DoesNotContain('\n', output);
    }

    [Fact]
    public void The_first_call_finds_the_bridge_of_the_checkout()
    {
        string output = FirstCall("");

        Assert.Equal(TorchRuntime.Version, output);
    }

    /// <summary>What a fresh process prints of its first call into LibTorch.</summary>
    private static string FirstCall(string bridge)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(Program).Assembly.Location])
        {
            RedirectStandardOutput = true,
            Environment = { ["CISTRON_NATIVE"] = bridge, ["CISTRON_TEST_PROGRAM"] = "1" },
        };
        using var process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return output;
    }
}
