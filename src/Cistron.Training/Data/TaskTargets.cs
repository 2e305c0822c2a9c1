using Cistron.Data.Tables;
using Cistron.Evaluation.Baselines;
using Cistron.Evaluation.Metrics;
using Cistron.Models.Folders;
using Cistron.Models.Inference;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Formats;

namespace Cistron.Training.Data;

/// <summary>What a sequence task asks for, as numbers: from labels to targets, from outputs to judged predictions.</summary>
public static class TaskTargets
{
    /// <summary>
    /// A target for each row: one class index, a 0 or 1 for each label, or one value in the labels' own unit; of tasks of
    /// bases a class index or a value for each base, NaN where it was not measured.
    /// </summary>
    /// <exception cref="InputException">A label is unknown to the task, or no number where one is needed.</exception>
    public static double[][] Of(SequenceTask task, LabelledData data) => Labels(task).Of(data.Samples, data.File);

    /// <summary>What is judged one by one: the rows as they are, or every measured base of theirs.</summary>
    /// <param name="task">The task.</param>
    /// <param name="targets">What <see cref="Of"/> gave.</param>
    public static double[][] Single(SequenceTask task, double[][] targets) => Labels(task).Single(targets);

    /// <summary>The outputs that <see cref="Single"/> has a target for.</summary>
    /// <param name="task">The task.</param>
    /// <param name="outputs">For each row what an <see cref="IPredictor"/> said: one output, or one for each base.</param>
    /// <param name="targets">What <see cref="Of"/> gave.</param>
    public static double[][] SingleOutputs(SequenceTask task, IEnumerable<double[][]> outputs, double[][] targets) =>
        [.. outputs.Zip(targets).SelectMany(row => !task.Kind.IsPerBase() ? row.First
            : row.First.Zip(row.Second).Where(ofBase => double.IsFinite(ofBase.Second)).Select(ofBase => ofBase.First))];

    /// <summary>Predictions beside the truth, ready to be measured.</summary>
    /// <param name="task">The task.</param>
    /// <param name="outputs">
    /// Class probabilities, label probabilities, or one value in the labels' own unit, for each row or measured base.
    /// </param>
    /// <param name="targets">What <see cref="Of"/> gave.</param>
    public static IPredictions Judge(SequenceTask task, double[][] outputs, double[][] targets) =>
        Labels(task).Judge(outputs, Single(task, targets));

    /// <summary>
    /// What intervals of <paramref name="predictions"/> are drawn from: the rows, or the sequences that bases belong to.
    /// </summary>
    /// <param name="task">The task.</param>
    /// <param name="predictions">What <see cref="Judge"/> gave.</param>
    /// <param name="targets">What <see cref="Of"/> gave.</param>
    public static IPredictions BySequence(SequenceTask task, IPredictions predictions, double[][] targets) =>
        !task.Kind.IsPerBase() ? predictions
            : new ClusteredPredictions(predictions, [.. targets.Select(row => row.Count(double.IsFinite))]);

    /// <summary>The same targets as a linear model takes them.</summary>
    /// <param name="task">The task.</param>
    /// <param name="targets">What <see cref="Of"/> gave; at least one row or measured base.</param>
    public static Outcomes Outcomes(SequenceTask task, double[][] targets) => Labels(task).Outcomes(Single(task, targets));

    /// <summary>The metrics of a kind of task.</summary>
    public static IReadOnlyList<Metric> MetricsOf(TaskKind kind) => (kind switch
    {
        TaskKind.MultiClass or TaskKind.PerBaseClass => new ClassPredictions([[0.5, 0.5]], [0]),
        TaskKind.MultiLabel => new MultiLabelPredictions([[0.5]], [[true]]),
        _ => (IPredictions)new ValuePredictions([0], [0]),
    }).Metrics;

    /// <summary>The metric that weights are chosen by unless the recipe names another.</summary>
    public static Metric DefaultMetric(TaskKind kind) => kind switch
    {
        TaskKind.MultiClass or TaskKind.PerBaseClass => Metric.Mcc,
        TaskKind.MultiLabel => Metric.MacroF1,
        _ => Metric.Pearson,
    };

    private static LabelTargets Labels(SequenceTask task) => new(task.Kind, new LabelSet(task.Outputs));
}
