using Cistron.Sequences.Datasets;
using Cistron.Sequences.Formats;

namespace Cistron.Sequences.Tests.Datasets;

public class TaskInferenceTests
{
    [Theory]
    [InlineData("0 1 1 0", TaskKind.MultiClass)]
    [InlineData("0.0 1.0", TaskKind.MultiClass)]
    [InlineData("-1 1 5", TaskKind.MultiClass)]
    [InlineData("0.5 1 2", TaskKind.Regression)]
    [InlineData("1e-3 -2.5", TaskKind.Regression)]
    [InlineData("EI IE N EI", TaskKind.MultiClass)]
    [InlineData("a;b b c", TaskKind.MultiLabel)]
    [InlineData("1|2 1 3", TaskKind.MultiLabel)]
    [InlineData("0 1 other", TaskKind.MultiClass)]
    public void The_kind_follows_from_the_labels(string labels, TaskKind kind)
    {
        PredictionTask task = Infer(labels.Split(' '));

        Assert.Equal(kind, task.Kind);
        Assert.True(task.IsInferred);
    }

    [Fact]
    public void Many_whole_numbers_are_a_regression_unless_they_number_classes_without_a_gap()
    {
        var classes = Enumerable.Range(0, 25).Select(Whole);
        var counts = Enumerable.Range(0, 25).Where(number => number != 11).Select(Whole);
        var few = Enumerable.Range(0, 20).Select(number => Whole(number * 7));

        Assert.Equal(TaskKind.MultiClass, Infer(classes).Kind);
        Assert.Equal(TaskKind.Regression, Infer(counts).Kind);
        Assert.Equal(TaskKind.MultiClass, Infer(few).Kind);
    }

    [Fact]
    public void Labels_are_in_the_order_of_their_values_or_of_their_letters()
    {
        Assert.Equal(["2", "9", "10"], Infer(["10", "9", "2", "9"]).Labels.Labels);
        Assert.Equal([1L, 2L, 1L], Infer(["10", "9", "2", "9"]).Counts);
        Assert.Equal(["10", "9", "B", "a"], Infer(["a", "B", "10", "9"]).Labels.Labels);
    }

    [Fact]
    public void Joined_labels_are_counted_once_a_sample()
    {
        PredictionTask task = Infer(["b; a", "a|a", "", "c"]);

        Assert.Equal(["a", "b", "c"], task.Labels.Labels);
        Assert.Equal([2L, 1L, 1L], task.Counts);
    }

    [Fact]
    public void A_regression_knows_the_spread_of_its_labels()
    {
        NumberSummary numbers = Infer(["1.5", "2.5", "5", ""]).Numbers!.Value;

        Assert.Equal(3, numbers.Count);
        Assert.Equal(3, numbers.Mean, tolerance: 1e-12);
        Assert.Equal(Math.Sqrt((2.25 + 0.25 + 4) / 2), numbers.StandardDeviation, tolerance: 1e-12);
        Assert.Equal((1.5, 5), (numbers.Min, numbers.Max));
    }

    [Theory]
    [InlineData("0 0 1", null, "2 classes (0: 2; 1: 1), inferred")]
    [InlineData("a;b b", null, "2 labels, any number of them a sample (a: 1; b: 2), inferred")]
    [InlineData("0 1 2", TaskKind.Regression, "regression (3 numbers: mean 1, sd 1, from 0 to 2), as asked for,")]
    [InlineData("0 1 2 3 4 5 6 7 8 9 10", null,
        "11 classes (0: 1; 1: 1; 2: 1; 3: 1; 4: 1; 5: 1; 6: 1; 7: 1; 8: 1; 9: 1; and 1 more), inferred")]
    public void The_task_is_explained_in_one_line(string labels, TaskKind? kind, string line) =>
        Assert.Equal($"{line} from column 'y'", TaskInference.From(labels.Split(' '), "x.csv", "y", kind).Explain());

    [Fact]
    public void Counts_are_written_with_thousands() =>
        Assert.StartsWith("2 classes (0: 2,452; 1: 2,452)",
            Infer(Enumerable.Range(0, 4904).Select(i => Whole(i % 2))).Explain(), StringComparison.Ordinal);

    [Fact]
    public void A_kind_that_was_given_is_kept()
    {
        PredictionTask numbers = TaskInference.From(["0.5", "1.5"], "x.csv", "label", TaskKind.MultiClass);
        PredictionTask joined = TaskInference.From(["a;b", "c"], "x.csv", "label", TaskKind.MultiClass);
        PredictionTask single = TaskInference.From(["a", "b"], "x.csv", "label", TaskKind.MultiLabel);

        Assert.Equal(["0.5", "1.5"], numbers.Labels.Labels);
        Assert.Equal(["a;b", "c"], joined.Labels.Labels);
        Assert.Equal((TaskKind.MultiLabel, false), (single.Kind, single.IsInferred));
    }

    [Theory]
    [InlineData("", null, "there is no label")]
    [InlineData("1 1 1", null, "every label is '1'")]
    [InlineData("0.5 0.25 NA", null, "'NA' stands among numbers")]
    [InlineData("1 2 high", TaskKind.Regression, "the label 'high' is not a number")]
    [InlineData("1 2 Infinity", TaskKind.Regression, "the label 'Infinity' is not a number")]
    [InlineData("2.5 2.5", TaskKind.Regression, "every label is '2.5'")]
    public void Labels_that_make_no_task_are_refused(string labels, TaskKind? kind, string found)
    {
        var fault = Assert.Throws<InputException>(() => TaskInference.From(labels.Split(' '), "x.csv", "label", kind));

        Assert.StartsWith("x.csv: in column 'label' ", fault.Message, StringComparison.Ordinal);
        Assert.Contains(found, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Words_that_never_repeat_are_no_classes()
    {
        var words = Enumerable.Range(0, 100_001).Select(i => $"w{Whole(i)}");

        var fault = Assert.Throws<InputException>(() => Infer(words));

        Assert.Contains("over 100,000 labels are different", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_that_never_repeat_are_a_regression()
    {
        PredictionTask task = Infer(Enumerable.Range(0, 150_000).Select(i => $"{Whole(i)}.5"));

        Assert.Equal(150_000, task.Numbers!.Value.Count);
        Assert.Equal(75_000, task.Numbers!.Value.Mean, tolerance: 1e-6);
    }

    private static string Whole(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static PredictionTask Infer(IEnumerable<string> labels) => TaskInference.From(labels, "x.csv", "label");
}
