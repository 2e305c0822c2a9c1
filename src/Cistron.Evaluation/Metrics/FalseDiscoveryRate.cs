namespace Cistron.Evaluation.Metrics;

/// <summary>Many tests at once (Benjamini and Hochberg, "Controlling the false discovery rate", 1995).</summary>
public static class FalseDiscoveryRate
{
    /// <summary>
    /// The q-value of each test: the smallest rate of false discoveries among those called true at which it is one of them.
    /// In logarithms, because chances such as 1e-361 have no other number.
    /// </summary>
    /// <param name="logChances">The natural logarithm of each test's chance, at most 0.</param>
    /// <returns>Natural logarithms, in the order of the tests; none is below its chance or above 0.</returns>
    public static double[] LogValues(IReadOnlyList<double> logChances)
    {
        int[] order = [.. Enumerable.Range(0, logChances.Count).OrderBy(test => logChances[test])];
        double[] values = new double[order.Length];
        double least = 0;
        for (int rank = order.Length; rank > 0; rank--)
        {
            least = Math.Min(least, logChances[order[rank - 1]] + Math.Log((double)order.Length / rank));
            values[order[rank - 1]] = least;
        }
        return values;
    }
}
