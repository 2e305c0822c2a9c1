using System.Text.RegularExpressions;
using Cistron.Runs.Folders;

namespace Cistron.Training.Tests.Examples;

/// <summary>All that a finished run left behind, without the seconds that it took.</summary>
/// <param name="Metrics">The lines of <c>metrics.jsonl</c>.</param>
/// <param name="Checkpoints">The steps of the checkpoints that were kept.</param>
/// <param name="State">Progress in the newest of them.</param>
/// <param name="Weights">Weights in the newest of them, byte by byte.</param>
/// <param name="Optimizer">Moments and averages in the newest of them, byte by byte.</param>
/// <param name="Released">The released weights, byte by byte.</param>
internal sealed partial record RunContent(
    string[] Metrics, long[] Checkpoints, string State, byte[] Weights, byte[] Optimizer, byte[] Released)
{
    public static RunContent Of(string folder)
    {
        var paths = new RunPaths(folder);
        var checkpoints = new CheckpointFolders(paths.Checkpoints).Complete;
        string newest = checkpoints[^1].Path;
        return new RunContent(
            [.. File.ReadLines(paths.Metrics).Select(WithoutSeconds)],
            [.. checkpoints.Select(c => c.Step)],
            WithoutSeconds(File.ReadAllText(Path.Combine(newest, "state.json"))),
            File.ReadAllBytes(Path.Combine(newest, "weights.safetensors")),
            File.ReadAllBytes(Path.Combine(newest, "optimizer.safetensors")),
            File.ReadAllBytes(Path.Combine(paths.Model, "model.safetensors")));
    }

    /// <summary>Checks that two runs cannot be told apart.</summary>
    public static void AssertSame(RunContent expected, RunContent actual)
    {
        Assert.Equal(expected.Metrics, actual.Metrics);
        Assert.Equal(expected.Checkpoints, actual.Checkpoints);
        Assert.Equal(expected.State, actual.State);
        Assert.True(expected.Weights.AsSpan().SequenceEqual(actual.Weights), "the weights differ");
        Assert.True(expected.Optimizer.AsSpan().SequenceEqual(actual.Optimizer), "moments or averages differ");
        Assert.True(expected.Released.AsSpan().SequenceEqual(actual.Released), "the released weights differ");
    }

    private static string WithoutSeconds(string json) => Seconds().Replace(json, "");

    [GeneratedRegex("\"(wall_)?seconds\": ?[^,}]*,?")]
    private static partial Regex Seconds();
}
