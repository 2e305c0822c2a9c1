using Cistron.Evaluation.Metrics;
using Cistron.Training.Verbs;

namespace Cistron.Training.Suites;

/// <summary>
/// The metrics that published tables speak of: those of <see cref="Metric"/>, and those of the positive one of two
/// classes, which a <see cref="Judgement"/> holds by class.
/// </summary>
public static class TaskMetric
{
    private static readonly (string Name, string Title)[] OfPositives =
        [("precision", "Precision"), ("recall", "Recall"), ("specificity", "Specificity"), ("f1", "F1")];

    /// <summary>All names, as suites write them.</summary>
    public static IEnumerable<string> Names =>
        [.. Metric.All.Where(metric => metric != Metric.BitsPerBase).Select(metric => metric.Name), .. OfPositives.Select(metric => metric.Name)];

    /// <summary>The name for people; null for what is no metric.</summary>
    public static string? TitleOf(string name) =>
        Metric.All.FirstOrDefault(metric => metric.Name == name)?.Title
        ?? OfPositives.FirstOrDefault(metric => metric.Name == name).Title;

    /// <summary>Every metric of a judgement by name; those of positives have no interval.</summary>
    /// <param name="judgement">How good predictions are.</param>
    /// <param name="positive">The positive class; null when there is none.</param>
    public static IReadOnlyDictionary<string, Estimate> Of(Judgement judgement, string? positive)
    {
        Dictionary<string, Estimate> values = new(judgement.Metrics);
        if (positive is null || judgement.Classes is not { Count: 2 } classes
            || classes.FirstOrDefault(one => one.Name == positive) is not { } score)
            return values;
        values["precision"] = Alone(score.Precision);
        values["recall"] = Alone(score.Recall);
        values["specificity"] = Alone(classes.Single(one => one != score).Recall);
        values["f1"] = Alone(score.F1);
        return values;
    }

    private static Estimate Alone(double value) => new(value, double.NaN, double.NaN);
}
