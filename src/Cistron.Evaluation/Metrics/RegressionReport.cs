namespace Cistron.Evaluation.Metrics;

/// <summary>Everything that a result file holds about a regression model on a test set.</summary>
/// <param name="Rows">The number of test rows.</param>
/// <param name="Metrics">Every metric with its interval, by <see cref="Metric.Name"/>.</param>
/// <param name="Notes">Sentences that belong beside the numbers: what is undefined and why.</param>
public sealed record RegressionReport(
    int Rows, IReadOnlyDictionary<string, Estimate> Metrics, IReadOnlyList<string> Notes)
{
    /// <summary>Judges <paramref name="predictions"/>; the intervals come from the seed's stream "bootstrap".</summary>
    public static RegressionReport Of(
        ValuePredictions predictions, ulong seed, int resamples = Bootstrap.DefaultResamples) =>
        new(predictions.Rows, Bootstrap.Estimate(predictions, seed, resamples), [.. NotesOn(predictions)]);

    private static IEnumerable<string> NotesOn(ValuePredictions predictions)
    {
        if (predictions.IsTargetConstant)
            yield return "All targets are equal; Pearson, Spearman and R² are undefined.";
        if (predictions.IsPredictedConstant)
            yield return "All predictions are equal; Pearson and Spearman are undefined.";
    }
}
