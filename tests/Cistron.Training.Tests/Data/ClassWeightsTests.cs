using Cistron.Models.Folders;
using Cistron.Models.Heads;
using Cistron.Runs.Recipes;
using Cistron.Sequences.Datasets;
using Cistron.Training.Data;

namespace Cistron.Training.Tests.Data;

public class ClassWeightsTests
{
    [Fact]
    public void Balanced_classes_have_the_same_weight_together_and_a_row_weighs_1_on_average()
    {
        double[][] targets = [[0], [0], [0], [1], [0], [2], [2], [0]];

        float[] weights = ClassWeights.Balanced(Task(TaskKind.MultiClass, 3), targets);

        Assert.Equal(8f / (3 * 5), weights[0], 1e-6f);
        Assert.Equal(5 * weights[0], 1 * weights[1], 1e-6f);
        Assert.Equal(1 * weights[1], 2 * weights[2], 1e-6f);
        Assert.Equal(1, targets.Average(target => weights[(int)target[0]]), 1e-6);
    }

    [Fact]
    public void A_label_weighs_as_many_times_as_rows_without_it_are_more() =>
        Assert.Equal([3, 1, 1 / 3f], ClassWeights.Balanced(
            Task(TaskKind.MultiLabel, 3), [[1, 1, 1], [0, 1, 1], [0, 0, 1], [0, 0, 0]]));

    [Fact]
    public void A_class_without_rows_and_a_label_that_none_or_all_have_weigh_1()
    {
        Assert.Equal([1, 1], ClassWeights.Balanced(Task(TaskKind.MultiClass, 2), [[0], [0]]));
        Assert.Equal([0.75f, 1, 1.5f], ClassWeights.Balanced(Task(TaskKind.MultiClass, 3), [[0], [0], [2]]));
        Assert.Equal([1, 1], ClassWeights.Balanced(Task(TaskKind.MultiLabel, 2), [[1, 0], [1, 0]]));
    }

    [Fact]
    public void Bases_that_were_not_measured_do_not_count() =>
        Assert.Equal([2 / 3f, 2], ClassWeights.Balanced(Task(TaskKind.PerBaseClass, 2), [[0, double.NaN, 0], [1, 0]]));

    [Fact]
    public void Numbers_have_no_classes_to_weigh() => Assert.Contains("asks for numbers",
        Assert.Throws<RecipeException>(() => ClassWeights.Balanced(Task(TaskKind.Regression, 1), [[0.5]])).Message);

    private static SequenceTask Task(TaskKind kind, int outputs) => new()
    {
        Kind = kind,
        Outputs = [.. Enumerable.Range(0, outputs).Select(i => $"{i}")],
        Pooling = kind.IsPerBase() ? null : Pooling.Mean,
    };
}
