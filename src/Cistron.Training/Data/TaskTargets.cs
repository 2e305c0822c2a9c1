using Cistron.Data.Tables;
using Cistron.Evaluation.Metrics;
using Cistron.Models.Folders;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Formats;

namespace Cistron.Training.Data;

/// <summary>What a sequence task asks for, as numbers: from labels to targets, from outputs to judged predictions.</summary>
public static class TaskTargets
{
    /// <summary>
    /// A target for each row: one class index, a 0 or 1 for each label, or one value in the labels' own unit.
    /// </summary>
    /// <exception cref="InputException">A label is unknown to the task, or no number where one is needed.</exception>
    public static double[][] Of(SequenceTask task, LabelledData data)
    {
        if (task.Kind == TaskKind.Regression)
            return [.. data.Samples.Select(s => new[] { LabelNumber.Of(s, data.File) })];
        var labels = new LabelSet(task.Outputs);
        return task.Kind == TaskKind.MultiClass
            ? [.. data.Samples.Select(s => new double[] { labels.IndexOf(s, data.File) })]
            : [.. data.Samples.Select(s => Indicators(labels.IndicesOf(s, data.File), labels.Count))];
    }

    /// <summary>Predictions beside the truth, ready to be measured.</summary>
    /// <param name="task">The task.</param>
    /// <param name="outputs">Class probabilities, label probabilities, or one value in the labels' own unit, a row each.</param>
    /// <param name="targets">What <see cref="Of"/> gave.</param>
    public static IPredictions Judge(SequenceTask task, double[][] outputs, double[][] targets) => task.Kind switch
    {
        TaskKind.MultiClass => new ClassPredictions(outputs, [.. targets.Select(t => (int)t[0])], task.Outputs),
        TaskKind.MultiLabel => new MultiLabelPredictions(
            outputs, [.. targets.Select(t => t.Select(v => v > 0).ToArray())], task.Outputs),
        _ => new ValuePredictions([.. outputs.Select(o => o[0])], [.. targets.Select(t => t[0])]),
    };

    /// <summary>The metrics of a kind of task.</summary>
    public static IReadOnlyList<Metric> MetricsOf(TaskKind kind) => (kind switch
    {
        TaskKind.MultiClass => new ClassPredictions([[0.5, 0.5]], [0]),
        TaskKind.MultiLabel => new MultiLabelPredictions([[0.5]], [[true]]),
        _ => (IPredictions)new ValuePredictions([0], [0]),
    }).Metrics;

    /// <summary>The metric that weights are chosen by unless the recipe names another.</summary>
    public static Metric DefaultMetric(TaskKind kind) => kind switch
    {
        TaskKind.MultiClass => Metric.Mcc,
        TaskKind.MultiLabel => Metric.MacroF1,
        _ => Metric.Pearson,
    };

    private static double[] Indicators(int[] indices, int count)
    {
        double[] indicators = new double[count];
        foreach (int index in indices)
            indicators[index] = 1;
        return indicators;
    }
}
