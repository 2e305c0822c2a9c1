namespace Cistron.Evaluation.Metrics;

/// <summary>
/// The test rows of one task, each with what is true and what a model said. All metrics can be measured on any resample
/// of the rows, which is given by how often each row is in it: so nothing has to be copied or sorted again.
/// </summary>
public interface IPredictions
{
    /// <summary>The number of test rows.</summary>
    int Rows { get; }

    /// <summary>The metrics that <see cref="Measure"/> gives, in its order.</summary>
    IReadOnlyList<Metric> Metrics { get; }

    /// <summary>
    /// The value of every metric when row <c>i</c> counts <c>counts[i]</c> times; NaN where a metric is undefined. May
    /// be called from several threads at once.
    /// </summary>
    double[] Measure(ReadOnlySpan<int> counts);
}
