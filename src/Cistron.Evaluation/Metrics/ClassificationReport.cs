namespace Cistron.Evaluation.Metrics;

/// <summary>Everything that a result file holds about a classifier on a test set.</summary>
/// <param name="Rows">The number of test rows.</param>
/// <param name="Metrics">Every metric with its interval, by <see cref="Metric.Name"/>.</param>
/// <param name="Classes">One class against the rest, for every class.</param>
/// <param name="Confusion">Rows by label and predicted class.</param>
/// <param name="Reliability">The bars of the reliability diagram.</param>
/// <param name="Notes">
/// Sentences that belong beside the numbers: what was left out, what is undefined and why, collapse.
/// </param>
public sealed record ClassificationReport(
    int Rows,
    IReadOnlyDictionary<string, Estimate> Metrics,
    IReadOnlyList<ClassScore> Classes,
    long[][] Confusion,
    IReadOnlyList<ReliabilityBin> Reliability,
    IReadOnlyList<string> Notes)
{
    /// <summary>Judges <paramref name="predictions"/>; the intervals come from the seed's stream "bootstrap".</summary>
    public static ClassificationReport Of(
        ClassPredictions predictions, ulong seed, int resamples = Bootstrap.DefaultResamples)
    {
        ConfusionMatrix confusion = predictions.Confusion();
        return new ClassificationReport(
            predictions.Rows,
            Bootstrap.Estimate(predictions, seed, resamples),
            predictions.ClassScores(),
            confusion.Counts,
            predictions.Reliability(),
            [.. NotesOn(confusion, predictions.ClassNames)]);
    }

    private static IEnumerable<string> NotesOn(ConfusionMatrix confusion, IReadOnlyList<string> names)
    {
        for (int label = 0; label < confusion.Classes; label++)
            if (confusion.Labelled(label) == confusion.Rows)
            {
                yield return
                    $"Every test row is of class '{names[label]}'; ROC-AUC is undefined and MCC is 0 by convention.";
                yield break;
            }
        for (int label = 0; label < confusion.Classes; label++)
            if (confusion.Labelled(label) == 0)
                yield return $"Class '{names[label]}' has no test rows; ROC-AUC and PR-AUC leave it out.";
        if (Collapse.Check(confusion, names) is string warning)
            yield return warning;
    }
}
