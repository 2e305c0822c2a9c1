using Cistron.Evaluation.Metrics;

namespace Cistron.Training.Verbs;

/// <summary>How good predictions are, with 95 % bootstrap intervals: the same shape for every kind of task.</summary>
public sealed record Judgement
{
    /// <summary>The rows judged; of a task of bases, the bases.</summary>
    public required int Rows { get; init; }

    /// <summary>The sequences that judged bases belong to, and that intervals are drawn from; null for tasks of sequences.</summary>
    public int? Sequences { get; init; }

    /// <summary>Every metric of the task by name.</summary>
    public required IReadOnlyDictionary<string, Estimate> Metrics { get; init; }

    /// <summary>Sentences that belong beside the numbers: what is undefined and why, collapse.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Each class or label on its own; null for a regression.</summary>
    public IReadOnlyList<ClassScore>? Classes { get; init; }

    /// <summary>Rows by label and predicted class; null unless every row has one class.</summary>
    public long[][]? Confusion { get; init; }

    /// <summary>The bars of the reliability diagram; null unless every row has one class.</summary>
    public IReadOnlyList<ReliabilityBin>? Reliability { get; init; }

    /// <summary>Judges predictions; the intervals come from the seed's stream "bootstrap".</summary>
    /// <param name="predictions">What is judged; in clusters those of the bases of a sequence.</param>
    /// <param name="seed">The run's seed.</param>
    public static Judgement Of(IPredictions predictions, ulong seed) => predictions is not ClusteredPredictions clustered
        ? Of(predictions, seed, Bootstrap.DefaultResamples)
        : Of(clustered.Members, seed, resamples: 0) with
        {
            Sequences = clustered.Rows, Metrics = Bootstrap.Estimate(clustered, seed),
        };

    private static Judgement Of(IPredictions predictions, ulong seed, int resamples) => predictions switch
    {
        ClassPredictions classes when ClassificationReport.Of(classes, seed, resamples) is var report => new Judgement
        {
            Rows = report.Rows,
            Metrics = report.Metrics,
            Notes = report.Notes,
            Classes = report.Classes,
            Confusion = report.Confusion,
            Reliability = report.Reliability,
        },
        MultiLabelPredictions labels when MultiLabelReport.Of(labels, seed, resamples) is var report => new Judgement
        {
            Rows = report.Rows, Metrics = report.Metrics, Notes = report.Notes, Classes = report.Labels,
        },
        ValuePredictions values when RegressionReport.Of(values, seed, resamples) is var report => new Judgement
        {
            Rows = report.Rows, Metrics = report.Metrics, Notes = report.Notes,
        },
        _ => throw new ArgumentException($"{predictions.GetType().Name} cannot be judged", nameof(predictions)),
    };
}
