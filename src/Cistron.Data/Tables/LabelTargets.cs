using Cistron.Evaluation.Baselines;
using Cistron.Evaluation.Metrics;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Formats;

namespace Cistron.Data.Tables;

/// <summary>What the labels of a task mean as numbers: from labels to targets, from outputs to judged predictions.</summary>
/// <param name="Kind">The kind of task.</param>
/// <param name="Labels">The labels in the order of outputs; of a regression none, or the name of its value.</param>
public sealed record LabelTargets(TaskKind Kind, LabelSet Labels)
{
    /// <summary>
    /// A target for each row: one class index, a 0 or 1 for each label, or one value in the labels' own unit.
    /// </summary>
    /// <param name="samples">The rows.</param>
    /// <param name="file">Their file, for errors.</param>
    /// <exception cref="InputException">A label is unknown to the task, or no number where one is needed.</exception>
    public double[][] Of(IReadOnlyList<LabelledSequence> samples, string file) => Kind switch
    {
        TaskKind.Regression => [.. samples.Select(s => new[] { LabelNumber.Of(s, file) })],
        TaskKind.MultiClass => [.. samples.Select(s => new double[] { Labels.IndexOf(s, file) })],
        _ => [.. samples.Select(s => Indicators(Labels.IndicesOf(s, file)))],
    };

    /// <summary>The same targets as a linear model takes them.</summary>
    /// <param name="targets">What <see cref="Of"/> gave; at least one row.</param>
    public Outcomes Outcomes(double[][] targets) => Kind switch
    {
        TaskKind.MultiClass => Evaluation.Baselines.Outcomes.OfClasses([.. targets.Select(t => (int)t[0])], Labels.Count),
        TaskKind.MultiLabel => Evaluation.Baselines.Outcomes.OfLabels([.. targets.Select(Carried)]),
        _ => Evaluation.Baselines.Outcomes.OfValues([.. targets.Select(t => t[0])]),
    };

    /// <summary>Predictions beside the truth, ready to be measured.</summary>
    /// <param name="outputs">Class probabilities, label probabilities, or one value in the labels' own unit, a row each.</param>
    /// <param name="targets">What <see cref="Of"/> gave.</param>
    public IPredictions Judge(double[][] outputs, double[][] targets) => Kind switch
    {
        TaskKind.MultiClass => new ClassPredictions(outputs, [.. targets.Select(t => (int)t[0])], Labels.Labels),
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
