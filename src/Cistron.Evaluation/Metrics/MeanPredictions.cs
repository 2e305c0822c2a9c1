namespace Cistron.Evaluation.Metrics;

/// <summary>
/// Several models' predictions for the same rows, measured by the mean of their metrics: what a method reaches on
/// average over training seeds. Bootstrapping it gives the interval of that mean over the choice of test rows.
/// </summary>
public sealed class MeanPredictions : IPredictions
{
    private readonly IReadOnlyList<IPredictions> _models;

    /// <summary>The mean over some models.</summary>
    /// <param name="models">At least one; all for the same rows and metrics.</param>
    /// <exception cref="ArgumentException">They differ in rows or metrics, or there is none.</exception>
    public MeanPredictions(IReadOnlyList<IPredictions> models)
    {
        if (models.Count == 0)
            throw new ArgumentException("A mean needs at least one model.", nameof(models));
        if (models.Any(m => m.Rows != models[0].Rows || !m.Metrics.SequenceEqual(models[0].Metrics)))
            throw new ArgumentException("Only predictions for the same rows can be averaged.", nameof(models));
        _models = models;
    }

    /// <inheritdoc />
    public int Rows => _models[0].Rows;

    /// <inheritdoc />
    public IReadOnlyList<Metric> Metrics => _models[0].Metrics;

    /// <inheritdoc />
    public double[] Measure(ReadOnlySpan<int> counts)
    {
        double[] mean = new double[Metrics.Count];
        foreach (var model in _models)
        {
            double[] values = model.Measure(counts);
            for (int i = 0; i < mean.Length; i++)
                mean[i] += values[i] / _models.Count;
        }
        return mean;
    }
}
