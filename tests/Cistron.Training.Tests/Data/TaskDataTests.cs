using System.Text;
using Cistron.Models.Heads;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Formats;
using Cistron.Training.Data;
using Cistron.Training.Recipes;
using Cistron.Training.Tests.Examples;

namespace Cistron.Training.Tests.Data;

public sealed class TaskDataTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();
    private readonly RecordingLog _log = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void The_task_is_inferred_from_the_labels_of_train_and_told()
    {
        var data = Read(Table("train.csv", 40, row => row % 4 == 0 ? "exon" : "intron"));

        Assert.Equal(TaskKind.MultiClass, data.Task.Kind);
        Assert.Equal(["exon", "intron"], data.Task.Outputs);
        Assert.Contains("2 classes (exon: 10; intron: 30), inferred from column 'label'", _log.Notes);
    }

    [Fact]
    public void Held_out_rows_are_in_no_other_part_and_keep_the_classes_in_proportion()
    {
        var data = Read(Table("train.csv", 40, row => row % 4 == 0 ? "exon" : "intron"), new() { DevFraction = 0.2 });

        Assert.Equal((32, 8), (data.Train.Samples.Count, data.Dev.Samples.Count));
        Assert.Equal(40, data.Train.Samples.Concat(data.Dev.Samples).Select(s => s.Id).Distinct().Count());
        Assert.Equal(2, data.Dev.Samples.Count(s => s.Label == "exon"));
        Assert.Contains("no dev table: 8 of 40 training rows are held out to choose weights on", _log.Notes);
    }

    [Fact]
    public void Fewer_training_rows_are_drawn_from_those_that_are_not_held_out_and_the_held_out_ones_stay()
    {
        string train = Table("train.csv", 40, row => row % 4 == 0 ? "exon" : "intron");

        var all = Read(train, new() { DevFraction = 0.2 });
        var twelve = Read(train, new() { DevFraction = 0.2, TrainRows = 12 });
        var four = Read(train, new() { DevFraction = 0.2, TrainRows = 4 });

        Assert.Equal(Ids(all.Dev), Ids(four.Dev));
        Assert.Equal((12, 4), (twelve.Train.Samples.Count, four.Train.Samples.Count));
        Assert.Superset(Ids(twelve.Train), Ids(all.Train));
        Assert.Superset(Ids(four.Train), Ids(twelve.Train));
        Assert.Equal(3, twelve.Train.Samples.Count(s => s.Label == "exon"));
    }

    [Fact]
    public void A_dev_table_is_taken_as_it_is_and_nothing_is_held_out()
    {
        string train = Table("train.csv", 10, row => $"{row % 2}"), dev = Table("dev.csv", 6, row => $"{row % 2}");

        var data = Read(train, new() { Dev = dev });

        Assert.Equal((10, 6), (data.Train.Samples.Count, data.Dev.Samples.Count));
        Assert.Null(data.Test);
    }

    [Fact]
    public void A_folder_gives_train_dev_and_test()
    {
        Table("train.csv", 10, row => $"{row % 2}");
        Table("dev.csv", 6, row => $"{row % 2}");
        Table("test.csv", 4, row => $"{row % 2}");

        var data = Read(null, new() { Folder = _temporary.Path });

        Assert.Equal((10, 6, 4), (data.Train.Samples.Count, data.Dev.Samples.Count, data.Test!.Samples.Count));
    }

    [Fact]
    public void Targets_of_a_regression_are_put_to_scale_by_the_rows_that_are_trained_on_alone()
    {
        string train = Table("train.csv", 4, row => $"{row}.5");                // 0.5 1.5 2.5 3.5
        string dev = Table("dev.csv", 4, _ => "1000.5");

        var task = Read(train, new() { Dev = dev }).Task;

        Assert.Equal((TaskKind.Regression, "label"), (task.Kind, Assert.Single(task.Outputs)));
        Assert.Equal((2, Math.Sqrt(1.25)), (task.TargetMean, task.TargetDeviation));
    }

    [Fact]
    public void Targets_that_are_all_alike_are_not_divided_by_zero()
    {
        string train = Table("train.csv", 100, row => row == 50 ? "9.5" : "2.5");

        var task = Read(train, new() { Dev = train, TrainRows = 2 }).Task;

        Assert.Equal((2.5, 1), (task.TargetMean, task.TargetDeviation));
    }

    [Theory]
    [InlineData("dev.csv")]
    [InlineData("test.csv")]
    public void A_label_that_train_does_not_have_is_told_before_training(string part)
    {
        string train = Table("train.csv", 10, row => $"{row % 2}");
        string other = Table(part, 3, row => row == 2 ? "7" : "1");
        var recipe = part == "dev.csv" ? new LabelledDataRecipe { Dev = other } : new LabelledDataRecipe { Dev = train, Test = other };

        Fault.Of<InputException>(() => Read(train, recipe), $"{other}:4: ", "the label '7' is unknown");
    }

    [Fact]
    public void One_row_is_too_few_to_hold_one_out()
    {
        string train = _temporary.Write("train.csv", "sequence,label\nACGT,1;2\n");

        Fault.Of<TrainingException>(() => Read(train), train, "too few", "give a dev table");
    }

    [Fact]
    public void Letters_that_were_replaced_are_told()
    {
        string train = _temporary.Write("train.csv", "sequence,label\nacgt,0\nACGU,1\nNNAA,0\nAAAA,1\n");

        Read(train, new() { Dev = train });

        Assert.Contains($"{train}: 4 lower-case letters raised, 1 T or U exchanged, 2 ambiguous letters kept", _log.Notes);
    }

    private TaskData Read(string? train, LabelledDataRecipe? recipe = null) =>
        TaskData.Read((recipe ?? new()) with { Train = train }, Pooling.Mean, Alphabet.Dna, seed: 1, _log);

    private string Table(string name, int rows, Func<int, string> label)
    {
        var text = new StringBuilder("id,sequence,label\n");
        for (int row = 0; row < rows; row++)
            text.Append(name).Append(row).Append(",ACGT,").Append(label(row)).Append('\n');
        return _temporary.Write(name, text.ToString());
    }

    private static HashSet<string> Ids(LabelledData data) => [.. data.Samples.Select(s => s.Id)];
}
