namespace Cistron.Evaluation.Metrics;

/// <summary>Everything that a result file holds about a model of several labels on a test set.</summary>
/// <param name="Rows">The number of test rows.</param>
/// <param name="Metrics">Every metric with its interval, by <see cref="Metric.Name"/>.</param>
/// <param name="Labels">Every label on its own.</param>
/// <param name="Notes">Sentences that belong beside the numbers: which labels were left out and why.</param>
public sealed record MultiLabelReport(
    int Rows,
    IReadOnlyDictionary<string, Estimate> Metrics,
    IReadOnlyList<ClassScore> Labels,
    IReadOnlyList<string> Notes)
{
    /// <summary>Judges <paramref name="predictions"/>; the intervals come from the seed's stream "bootstrap".</summary>
    public static MultiLabelReport Of(
        MultiLabelPredictions predictions, ulong seed, int resamples = Bootstrap.DefaultResamples)
    {
        IReadOnlyList<ClassScore> labels = predictions.LabelScores();
        return new MultiLabelReport(
            predictions.Rows,
            Bootstrap.Estimate(predictions, seed, resamples),
            labels,
            [.. labels.Where(label => label.Rows == 0 || label.Rows == predictions.Rows).Select(NoteOn)]);
    }

    private static string NoteOn(ClassScore label) =>
        $"{(label.Rows == 0 ? "No" : "Every")} test row carries label '{label.Name}'; ROC-AUC and PR-AUC leave it out.";
}
