namespace Cistron.Evaluation.Metrics;

/// <summary>Test rows of a regression task: a target and a predicted value each.</summary>
/// <remarks>
/// R² is 1 less the squared error over the targets' variance around their own mean. Pearson is undefined (NaN) when the
/// predictions or the targets are all equal, Spearman as well, R² when the targets are.
/// </remarks>
public sealed class ValuePredictions : IPredictions
{
    private readonly double[] _predicted;
    private readonly double[] _targets;
    private readonly RankedValues _rankedPredicted;
    private readonly RankedValues _rankedTargets;

    /// <summary>Takes the rows as they are; the arrays are not copied and must not change afterwards.</summary>
    /// <param name="predicted">The predicted value of every row.</param>
    /// <param name="targets">The true value of every row.</param>
    /// <exception cref="ArgumentException">There are no rows, lengths differ, or a value is not finite.</exception>
    public ValuePredictions(double[] predicted, double[] targets)
    {
        if (targets.Length == 0 || predicted.Length != targets.Length)
            throw new ArgumentException(
                $"{predicted.Length} predicted values came with {targets.Length} targets.", nameof(predicted));
        for (int row = 0; row < targets.Length; row++)
            if (!double.IsFinite(predicted[row]) || !double.IsFinite(targets[row]))
                throw new ArgumentException(
                    $"Row {row} has {predicted[row]} for {targets[row]}; both must be finite.", nameof(predicted));

        _predicted = predicted;
        _targets = targets;
        _rankedPredicted = new RankedValues(predicted);
        _rankedTargets = new RankedValues(targets);
    }

    /// <inheritdoc/>
    public int Rows => _targets.Length;

    /// <inheritdoc/>
    public IReadOnlyList<Metric> Metrics { get; } =
        [Metric.Pearson, Metric.Spearman, Metric.R2, Metric.Rmse, Metric.Mae];

    /// <summary>Whether every row has the same predicted value, so that no correlation exists.</summary>
    public bool IsPredictedConstant => !_predicted.AsSpan().ContainsAnyExcept(_predicted[0]);

    /// <summary>Whether every row has the same target, so that neither correlation nor R² exists.</summary>
    public bool IsTargetConstant => !_targets.AsSpan().ContainsAnyExcept(_targets[0]);

    /// <inheritdoc/>
    public double[] Measure(ReadOnlySpan<int> counts)
    {
        double squares = 0, absolutes = 0;
        long rows = 0;
        for (int row = 0; row < counts.Length; row++)
        {
            double error = _predicted[row] - _targets[row];
            squares += counts[row] * error * error;
            absolutes += counts[row] * Math.Abs(error);
            rows += counts[row];
        }
        return
        [
            Correlation.Of(_predicted, _targets, counts),
            Correlation.Of(_rankedPredicted.Ranks(counts), _rankedTargets.Ranks(counts), counts),
            1 - squares / Correlation.SquaredDeviations(_targets, counts),
            Math.Sqrt(squares / rows), absolutes / rows,
        ];
    }
}
