using Cistron.Evaluation.Baselines;
using Cistron.Evaluation.Metrics;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Formats;

namespace Cistron.Data.Tables;

/// <summary>What the labels of a task mean as numbers: from labels to targets, from outputs to judged predictions.</summary>
/// <param name="Kind">The kind of task.</param>
/// <param name="Labels">The labels in the order of outputs; of numbers none, or the name of their column.</param>
public sealed record LabelTargets(TaskKind Kind, LabelSet Labels)
{
    /// <summary>
    /// A target for each row: one class index, a 0 or 1 for each label, or one value in the labels' own unit; of tasks of
    /// bases a class index or a value for each base, NaN where it was not measured.
    /// </summary>
    /// <param name="samples">The rows.</param>
    /// <param name="file">Their file, for errors.</param>
    /// <exception cref="InputException">A label is unknown to the task, or no number where one is needed.</exception>
    public double[][] Of(IReadOnlyList<LabelledSequence> samples, string file) => Kind switch
    {
        TaskKind.Regression => [.. samples.Select(s => new[] { LabelNumber.Of(s, file) })],
        TaskKind.MultiClass => [.. samples.Select(s => new double[] { Labels.IndexOf(s, file) })],
        TaskKind.PerBaseClass => [.. samples.Select(s => BaseLabels.Classes(s, Labels, file))],
        TaskKind.PerBaseValue => [.. samples.Select(s => BaseLabels.Values(s, file))],
        _ => [.. samples.Select(s => Indicators(Labels.IndicesOf(s, file)))],
    };

    /// <summary>What is judged one by one: the rows as they are, or every measured base of theirs.</summary>
    /// <param name="targets">What <see cref="Of"/> gave.</param>
    public double[][] Single(double[][] targets) => !Kind.IsPerBase() ? targets
        : [.. targets.SelectMany(row => row.Where(double.IsFinite)).Select(target => new[] { target })];

    /// <summary>The same targets as a linear model takes them.</summary>
    /// <param name="targets">What <see cref="Single"/> gave; at least one.</param>
    public Outcomes Outcomes(double[][] targets) => Kind switch
    {
        TaskKind.MultiClass or TaskKind.PerBaseClass => Evaluation.Baselines.Outcomes.OfClasses([.. targets.Select(t => (int)t[0])], Labels.Count),
        TaskKind.MultiLabel => Evaluation.Baselines.Outcomes.OfLabels([.. targets.Select(Carried)]),
        _ => Evaluation.Baselines.Outcomes.OfValues([.. targets.Select(t => t[0])]),
    };

    /// <summary>Predictions beside the truth, ready to be measured.</summary>
    /// <param name="outputs">Class probabilities, label probabilities, or one value in the labels' own unit, for each target.</param>
    /// <param name="targets">What <see cref="Single"/> gave.</param>
    public IPredictions Judge(double[][] outputs, double[][] targets) => Kind switch
    {
        TaskKind.MultiClass or TaskKind.PerBaseClass => new ClassPredictions(outputs, [.. targets.Select(t => (int)t[0])], Labels.Labels),
        TaskKind.MultiLabel => new MultiLabelPredictions(outputs, [.. targets.Select(Carried)], Labels.Labels),
        _ => new ValuePredictions([.. outputs.Select(o => o[0])], [.. targets.Select(t => t[0])]),
    };

    private static bool[] Carried(double[] target) => [.. target.Select(value => value > 0)];

    private double[] Indicators(int[] indices)
    {
        double[] indicators = new double[Labels.Count];
        foreach (int index in indices)
            indicators[index] = 1;
        return indicators;
    }
}
