using System.Globalization;
using Cistron.Sequences.Formats;

namespace Cistron.Sequences.Datasets;

/// <summary>Finds out from a training set's labels what the task is.</summary>
/// <remarks>
/// The rule, in this order:
/// <list type="number">
/// <item>All labels are numbers: a regression, unless the numbers are whole by value (<c>1.0</c> is) and either at most
/// <see cref="MostClassNumbers"/> different ones or exactly 0, 1 … K-1 without a gap; then they number classes.</item>
/// <item>Some label has a <c>;</c> or <c>|</c>: multi-label.</item>
/// <item>Words stand among numbers that alone would be a regression: an error, because the words are slips.</item>
/// <item>Else: multi-class.</item>
/// </list>
/// </remarks>
public static class TaskInference
{
    /// <summary>The most different whole numbers that are taken for classes whatever they are.</summary>
    public const int MostClassNumbers = 20;

    /// <summary>The task of a training set.</summary>
    /// <param name="labels">The labels, one a sample, streamed once.</param>
    /// <param name="file">Their file, for errors.</param>
    /// <param name="column">Their column, for errors and <see cref="PredictionTask.Explain"/>.</param>
    /// <param name="kind">The kind of task, if it is known; null to infer it.</param>
    /// <exception cref="InputException">
    /// There is no label, fewer than two different ones, more than 100,000, or one that does not fit the task.
    /// </exception>
    public static PredictionTask From(IEnumerable<string> labels, string file, string column, TaskKind? kind = null)
    {
        if (kind is { } given && given.IsPerBase())
            labels = labels.SelectMany(field => BaseLabels.Split(field, given).OfType<string>());
        bool canBeJoined = kind is null or TaskKind.MultiLabel;
        var tally = new LabelTally(canBeJoined ? LabelSet.Split : field => [field]);
        foreach (string label in labels)
            tally.Add(label);
        return From(tally, file, column, kind);
    }

    /// <summary>The task of labels that are counted already.</summary>
    /// <inheritdoc cref="From(IEnumerable{string}, string, string, TaskKind?)"/>
    internal static PredictionTask From(LabelTally tally, string file, string column, TaskKind? kind = null)
    {
        TaskKind found = kind ?? Infer(tally, file, column);
        if (found.IsNumeric() && tally.Word is not null)
            throw Fault($"the label {InputException.Quote(tally.Word)} is not a number",
                "the labels of a regression are finite numbers", "correct it or choose another kind of task");
        if (tally.IsCut && !found.IsNumeric())
            throw Fault(
                string.Create(CultureInfo.InvariantCulture, $"over {LabelTally.MostLabels:N0} labels are different"),
                "classes repeat", "choose another column or kind of task");
        if (tally.Counts.Count < (found == TaskKind.MultiLabel ? 1 : 2))
        {
            string? only = tally.Counts.Keys.FirstOrDefault();
            throw Fault(only is null ? "there is no label" : $"every label is {InputException.Quote(only)}",
                "at least two different labels were expected", "choose another column or add samples");
        }

        if (found.IsNumeric())
            return new PredictionTask(found, new LabelSet([]), [], tally.Numbers, column, kind is null);
        var set = LabelSet.Ordered(tally.Counts.Keys);
        return new PredictionTask(
            found, set, [.. set.Labels.Select(label => tally.Counts[label])], Numbers: null, column, kind is null);

        InputException Fault(string what, string expected, string remedy) =>
            new(file, null, $"in column {InputException.Quote(column)} {what}", expected, remedy);
    }

    private static TaskKind Infer(LabelTally tally, string file, string column)
    {
        bool hasNumbers = tally.Numbers.Count > 0;
        if (hasNumbers && tally.Word is null && !tally.HasJoined)
            return AreClasses(tally) ? TaskKind.MultiClass : TaskKind.Regression;
        if (tally.HasJoined)
            return TaskKind.MultiLabel;
        if (hasNumbers && !AreClasses(tally))
            throw new InputException(file, null,
                $"in column {InputException.Quote(column)} {InputException.Quote(tally.Word)} stands among numbers",
                "labels are all numbers or all names", "correct it, leave its row out, or choose the kind of task");
        return TaskKind.MultiClass;
    }

    private static bool AreClasses(LabelTally tally)
    {
        if (!tally.IsWhole)
            return false;
        double[] numbers = [.. tally.Counts.Keys
            .Select(label => LabelNumber.TryParse(label, out double number) ? number : double.NaN)
            .Where(double.IsFinite)
            .Order()];
        return numbers.Length <= MostClassNumbers || numbers.Index().All(item => item.Item == item.Index);
    }
}
