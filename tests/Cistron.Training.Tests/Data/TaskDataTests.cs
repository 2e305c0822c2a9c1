using System.Text;
using Cistron.Data.Tables;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Randomness;
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
        Assert.Contains("no dev table: 8 of 40 rows are held out as dev rows", _log.Notes);
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
        var recipe = part == "dev.csv"
            ? new LabelledDataRecipe { Dev = other }
            : new LabelledDataRecipe { Dev = train, Test = other };

        Fault.Of<InputException>(() => Read(train, recipe), $"{other}:4: ", "the label '7' is unknown");
    }

    [Fact]
    public void Test_rows_are_held_out_of_the_same_table_when_that_is_asked()
    {
        string train = Table("train.csv", 40, row => row % 4 == 0 ? "exon" : "intron");

        var data = Read(train, new() { TestFraction = 0.25, DevFraction = 0.2 });

        Assert.Equal((24, 6, 10), (data.Train.Samples.Count, data.Dev.Samples.Count, data.Test!.Samples.Count));
        Assert.Equal(40, new[] { data.Train, data.Dev, data.Test }.SelectMany(Ids).Distinct().Count());
    }

    [Fact]
    public void Training_rows_that_repeat_a_held_out_sequence_are_left_out()
    {
        string once = string.Concat(Enumerable.Range(0, 10)
            .Select(row => $"{SyntheticSequences.Random(20, RandomStream.For(1, "words", row))},{row % 2}\n"));
        string train = _temporary.Write("train.csv", "sequence,label\n" + once + once.ToLowerInvariant());

        var data = Read(train, new() { DevFraction = 0.2 });

        var known = data.Dev.Samples.Select(s => Convert.ToHexString(s.Bases)).ToHashSet();
        Assert.DoesNotContain(data.Train.Samples, s => known.Contains(Convert.ToHexString(s.Bases)));
        Assert.Equal(20 - 2 * known.Count, data.Train.Samples.Count);
        Assert.Contains(_log.Notes, n => n.Contains("repeat one of them and are left out", StringComparison.Ordinal));
    }

    [Fact]
    public void One_table_is_divided_by_its_split_column()
    {
        string rows = string.Concat(Enumerable.Range(0, 12)
            .Select(row => $"{SyntheticSequences.Random(20, RandomStream.For(1, "words", row))},{row % 2},{Part(row)}\n"));
        string table = _temporary.Write("all.csv", "sequence,label,split\n" + rows);

        var data = Read(table, new() { SplitColumn = "split" });

        Assert.Equal((8, 2, 2), (data.Train.Samples.Count, data.Dev.Samples.Count, data.Test!.Samples.Count));

        static string Part(int row) => row < 8 ? "train" : row < 10 ? "valid" : "test";
    }

    [Fact]
    public void A_part_that_is_none_is_named_with_its_line()
    {
        string table = _temporary.Write("all.csv", "sequence,label,split\nACGT,1,train\nACGA,0,later\n");

        Fault.Of<InputException>(() => Read(table, new() { SplitColumn = "split" }), $"{table}:3: ", "the part is 'later'");
    }

    [Fact]
    public void A_FASTA_file_for_each_class_makes_a_dataset()
    {
        string promoter = Fasta("promoter.fa", 10), other = Fasta("other.fa", 30);

        var data = TaskData.Read(
            new() { Classes = new Dictionary<string, string> { ["promoter"] = promoter, ["other"] = other }, DevFraction = 0.2 },
            new HeadRecipe(), Alphabet.Dna, 1, _log);

        Assert.Equal(["other", "promoter"], data.Task.Outputs);
        Assert.Equal((32, 8), (data.Train.Samples.Count, data.Dev.Samples.Count));
        Assert.All(data.Train.Samples, s => Assert.Equal(s.Label == "promoter" ? promoter : other, s.File));

        string Fasta(string name, int records) => _temporary.Write(name, string.Concat(Enumerable.Range(0, records)
            .Select(row => $">{name}{row}\n{SyntheticSequences.Random(20, RandomStream.For(1, name, row))}\n")));
    }

    [Fact]
    public void Rows_that_stand_in_train_and_test_are_told_on_either_strand()
    {
        string train = _temporary.Write("train.csv", "sequence,label\nAACC,1\nACCC,0\nAAAC,1\n");
        string test = _temporary.Write("test.csv", "sequence,label\nAACC,1\nGGGT,0\nCACA,1\n");

        var data = Read(train, new() { Dev = _temporary.Write("dev.csv", "sequence,label\nTATA,1\n"), Test = test });

        Assert.StartsWith("2 of 3 test rows are training rows as well", Assert.Single(data.Audit(Alphabet.Dna, seed: 1).Warnings));
    }

    [Fact]
    public void A_test_table_and_a_test_fraction_are_one_too_many()
    {
        string train = Table("train.csv", 20, row => $"{row % 2}"), test = Table("test.csv", 6, row => $"{row % 2}");

        Fault.Of<Cistron.Runs.Recipes.RecipeException>(
            () => Read(train, new() { Test = test, TestFraction = 0.2 }), "data.test_fraction", test);
    }

    [Theory]
    [InlineData("sequence,label\nACGT,1;2\n")]
    [InlineData("sequence,label\nACGT,1\nacgt,2\nACGT,1\n")]
    public void Rows_of_which_none_is_left_to_train_on_are_told_in_a_sentence(string table)
    {
        string train = _temporary.Write("train.csv", table);

        Fault.Of<TrainingException>(() => Read(train), train, "too few", "give a dev table");
    }

    [Fact]
    public void One_table_is_divided_by_a_column_of_parts()
    {
        string train = _temporary.Write("all.csv",
            "sequence,label,fold\nACGT,1,train\nACGA,2,train\nACGC,1,val\nACGG,2,test\nACTT,1,test\n");

        var data = Read(train, new() { SplitColumn = "fold" });

        Assert.Equal((2, 1, 2), (data.Train.Samples.Count, data.Dev.Samples.Count, data.Test!.Samples.Count));
        Assert.Equal([5L, 6], data.Test.Samples.Select(s => s.Line));
    }

    [Theory]
    [InlineData("ACGT,1,train\nACGA,2,learn\n", ":3: the part is 'learn'")]
    [InlineData("ACGT,1,dev\nACGA,2,test\n", "no row is of the part 'train'")]
    public void A_column_of_parts_that_is_wrong_is_told_in_a_sentence(string rows, string found)
    {
        string train = _temporary.Write("all.csv", "sequence,label,fold\n" + rows);

        Fault.Of<InputException>(() => Read(train, new() { SplitColumn = "fold" }), train, found);
    }

    [Fact]
    public void Each_class_may_have_a_fasta_file_of_its_own()
    {
        string promoters = _temporary.Write("promoter.fa.gz", SyntheticSequences.Fasta(20, 30));
        string others = _temporary.Write("other.fa", SyntheticSequences.Fasta(20, 30, seed: 2));

        var data = Read(null, new()
        {
            Classes = new Dictionary<string, string> { ["promoter"] = promoters, ["other"] = others },
            TestFraction = 0.2,
        });

        Assert.Equal(["other", "promoter"], data.Task.Outputs);
        Assert.Equal((29, 3, 8), (data.Train.Samples.Count, data.Dev.Samples.Count, data.Test!.Samples.Count));
        Assert.Equal(4, data.Test.Samples.Count(s => s.Label == "promoter"));
    }

    [Fact]
    public void Letters_that_were_replaced_are_told()
    {
        string train = _temporary.Write("train.csv", "sequence,label\nacgt,0\nACGU,1\nNNAA,0\nAAAA,1\n");

        Read(train, new() { Dev = train });

        Assert.Contains(
            $"{train}: 4 lower-case letters raised, 1 T or U exchanged, 2 ambiguous letters kept", _log.Notes);
    }

    private TaskData Read(string? train, LabelledDataRecipe? recipe = null) =>
        TaskData.Read((recipe ?? new()) with { Train = train }, new HeadRecipe(), Alphabet.Dna, seed: 1, _log);

    private string Table(string name, int rows, Func<int, string> label)
    {
        var text = new StringBuilder("id,sequence,label\n");
        for (int row = 0; row < rows; row++)
            text.Append(name).Append(row).Append(',')
                .Append(SyntheticSequences.Random(20, RandomStream.For(1, name, row))).Append(',')
                .Append(label(row)).Append('\n');
        return _temporary.Write(name, text.ToString());
    }

    private static HashSet<string> Ids(LabelledData data) => [.. data.Samples.Select(s => s.Id)];
}
