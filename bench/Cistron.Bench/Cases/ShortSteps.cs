using System.Diagnostics;
using Cistron.Bench.Results;
using Cistron.Torch;

namespace Cistron.Bench.Cases;

/// <summary>Steps so short that one process makes many of them.</summary>
internal static class ShortSteps
{
    /// <summary>The median seconds of a step, whose tensors go with it.</summary>
    /// <param name="warmUp">How many steps come before the clock.</param>
    /// <param name="timed">How many are timed.</param>
    /// <param name="step">One step.</param>
    public static double MedianSeconds(int warmUp, int timed, Action step)
    {
        var seconds = new List<double>();
        for (int i = 0; i < warmUp + timed; i++)
        {
            long start = Stopwatch.GetTimestamp();
            using (new TensorScope())
                step();
            if (i >= warmUp)
                seconds.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
        return ResultRow.Median(seconds);
    }
}
