namespace Cistron.Evaluation.Baselines;

/// <summary>
/// What can be said without looking at a sequence: the share of every class or label in the training rows, or their
/// mean value. Its most probable class is the majority class.
/// </summary>
public static class MajorityBaseline
{
    /// <summary>
    /// The same prediction for each of <paramref name="rows"/> rows: the mean of the training targets.
    /// </summary>
    public static double[][] Predict(Outcomes train, int rows)
    {
        var mean = new double[train.Width];
        foreach (double[] target in train.Targets)
            for (int column = 0; column < mean.Length; column++)
                mean[column] += target[column] / train.Count;
        return [.. Enumerable.Repeat(mean, rows)];
    }
}
