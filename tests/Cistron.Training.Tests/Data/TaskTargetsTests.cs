using Cistron.Data.Tables;
using Cistron.Models.Folders;
using Cistron.Models.Heads;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Formats;
using Cistron.Training.Data;
using Cistron.Training.Tests.Examples;

namespace Cistron.Training.Tests.Data;

public class TaskTargetsTests
{
    [Fact]
    public void A_class_becomes_its_index()
    {
        var task = Task(TaskKind.MultiClass, "exon", "intron");

        double[][] targets = TaskTargets.Of(task, Data("intron", "exon", "intron"));

        Assert.Equal([[1], [0], [1]], targets);
    }

    [Fact]
    public void Labels_become_a_one_each_and_an_empty_field_none()
    {
        double[][] targets = TaskTargets.Of(Task(TaskKind.MultiLabel, "a", "b", "c"), Data("c;a", "", "b|b"));

        Assert.Equal([[1, 0, 1], [0, 0, 0], [0, 1, 0]], targets);
    }

    [Fact]
    public void A_regression_target_keeps_its_own_unit()
    {
        double[][] targets = TaskTargets.Of(Task(TaskKind.Regression, "rl"), Data("1.5", "-2e3"));

        Assert.Equal([[1.5], [-2000]], targets);
    }

    [Theory]
    [InlineData(TaskKind.MultiClass, "c", "the label 'c' is unknown; the known labels are 'a', 'b'")]
    [InlineData(TaskKind.MultiClass, "", "the label is empty")]
    [InlineData(TaskKind.MultiLabel, "a;c", "the label 'c' is unknown")]
    [InlineData(TaskKind.Regression, "a", "the label 'a' is not a number")]
    [InlineData(TaskKind.Regression, "", "the label '' is not a number")]
    [InlineData(TaskKind.Regression, "NaN", "the label 'NaN' is not a number")]
    public void A_label_that_the_task_does_not_have_is_told_with_its_line(TaskKind kind, string label, string found) =>
        Fault.Of<InputException>(() => TaskTargets.Of(Task(kind, "a", "b"), Data(label)), "train.csv:2: ", found);

    [Fact]
    public void Predictions_are_judged_by_the_metrics_of_their_task()
    {
        Assert.Equal(1, Measure(TaskKind.MultiClass, [[0.9, 0.1], [0.2, 0.8]], [[0], [1]])["accuracy"]);
        Assert.Equal(0.5, Measure(TaskKind.MultiLabel, [[0.9, 0.1], [0.2, 0.8]], [[1, 0], [1, 1]])["subset_accuracy"]);
        Assert.Equal(1, Measure(TaskKind.Regression, [[1], [3]], [[2], [4]])["rmse"]);
    }

    [Theory]
    [InlineData(TaskKind.MultiClass, "mcc")]
    [InlineData(TaskKind.MultiLabel, "macro_f1")]
    [InlineData(TaskKind.Regression, "pearson")]
    public void Weights_are_chosen_by_a_metric_that_the_task_has(TaskKind kind, string metric)
    {
        Assert.Equal(metric, TaskTargets.DefaultMetric(kind).Name);
        Assert.Contains(metric, Measure(kind, [[0.9, 0.1], [0.2, 0.8]], [[0, 1], [1, 0]]).Keys);
    }

    private static Dictionary<string, double> Measure(TaskKind kind, double[][] outputs, double[][] targets)
    {
        var predictions = TaskTargets.Judge(Task(kind, "a", "b"), outputs, targets);
        return predictions.Metrics.Zip(predictions.Measure([1, 1])).ToDictionary(m => m.First.Name, m => m.Second);
    }

    private static SequenceTask Task(TaskKind kind, params string[] outputs) =>
        new() { Kind = kind, Outputs = outputs, Pooling = Pooling.Mean };

    private static LabelledData Data(params string[] labels)
    {
        var samples = labels.Select((label, row) => new LabelledSequence("x", [], label, row + 2));
        return new LabelledData("train.csv", "label", [.. samples], default);
    }
}
