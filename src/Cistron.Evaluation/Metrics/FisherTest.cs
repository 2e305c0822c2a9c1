using MathNet.Numerics;

namespace Cistron.Evaluation.Metrics;

/// <summary>
/// Fisher's exact test, one-sided ("The logic of inductive inference", 1935): how surely a property is commoner in one
/// group of rows than in the others.
/// </summary>
public static class FisherTest
{
    /// <summary>
    /// The natural logarithm of the chance that, drawn without regard to the property, the group would hold
    /// <paramref name="groupWith"/> or more of the rows that have it.
    /// </summary>
    /// <param name="groupWith">Rows of the group with the property.</param>
    /// <param name="group">Rows of the group.</param>
    /// <param name="with">Rows with the property, of the group or not.</param>
    /// <param name="rows">All rows.</param>
    /// <exception cref="ArgumentException">The counts contradict each other.</exception>
    public static double LogChance(int groupWith, int group, int with, int rows)
    {
        if (groupWith < 0 || groupWith > Math.Min(group, with) || Math.Max(group, with) > rows
            || with - groupWith > rows - group)
            throw new ArgumentException(
                $"{groupWith} of {group} and {with} of {rows} rows contradict each other.", nameof(groupWith));
        int most = Math.Min(group, with);
        double log = LogChoose(group, groupWith) + LogChoose(rows - group, with - groupWith) - LogChoose(rows, with);
        // Each term follows from the one before it; the first is taken out of the sum so that nothing underflows.
        double sum = 1, term = 1;
        for (int k = groupWith; k < most && term > sum * 1e-17; k++)
        {
            term *= (double)(group - k) * (with - k) / ((k + 1.0) * (rows - group - with + k + 1.0));
            sum += term;
        }
        return Math.Min(0, log + Math.Log(sum));
    }

    private static double LogChoose(int n, int k) =>
        SpecialFunctions.FactorialLn(n) - SpecialFunctions.FactorialLn(k) - SpecialFunctions.FactorialLn(n - k);
}
