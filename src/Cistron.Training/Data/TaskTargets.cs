using Cistron.Data.Tables;
using Cistron.Evaluation.Baselines;
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
    public static double[][] Of(SequenceTask task, LabelledData data) => Labels(task).Of(data.Samples, data.File);

    /// <summary>Predictions beside the truth, ready to be measured.</summary>
    /// <param name="task">The task.</param>
    /// <param name="outputs">Class probabilities, label probabilities, or one value in the labels' own unit, a row each.</param>
    /// <param name="targets">What <see cref="Of"/> gave.</param>
    public static IPredictions Judge(SequenceTask task, double[][] outputs, double[][] targets) =>
        Labels(task).Judge(outputs, targets);

    /// <summary>The same targets as a linear model takes them.</summary>
    /// <param name="task">The task.</param>
    /// <param name="targets">What <see cref="Of"/> gave; at least one row.</param>
    public static Outcomes Outcomes(SequenceTask task, double[][] targets) => Labels(task).Outcomes(targets);

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

    private static LabelTargets Labels(SequenceTask task) => new(task.Kind, new LabelSet(task.Outputs));
}
