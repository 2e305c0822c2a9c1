using System.Globalization;
using System.IO.Compression;
using Cistron.Data.Tables;
using Cistron.Models.Folders;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Windows;
using Cistron.Torch;
using Cistron.Training.Recipes;
using Cistron.Training.Tests.Examples;
using Cistron.Training.Verbs;

namespace Cistron.Training.Tests.Verbs;

[Collection(TrainedModelsCollection.Name)]
public sealed class PredictingTests(TrainedModels models) : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void The_table_says_what_the_model_said_of_each_sequence()
    {
        using var scope = new TensorScope();
        var predictor = ModelFolder.Open(models.Classifier).LoadPredictor(Device.Cpu, null);
        var samples = LabelledData.Read(models.Test, predictor.Encoder.Tokenizer.Alphabet, null, null).Samples;

        string[][] rows = Predict(models.Test);

        Assert.Equal(["id", "prediction", "p_no", "p_yes", "windows", "dropped_bases"], rows[0]);
        Assert.Equal(40, rows.Length - 1);
        foreach (var (row, sample) in rows.Skip(1).Zip(samples))
        {
            double[] expected = Assert.Single(predictor.Predict([sample.Bases], b => b, 1)).Output;
            Assert.Equal((sample.Id, "1", "0"), (row[0], row[4], row[5]));
            Assert.Equal(expected[0], Number(row[2]), 1e-5);
            Assert.Equal(expected[1], Number(row[3]), 1e-5);
            Assert.Equal(Number(row[2]) > Number(row[3]) ? "no" : "yes", row[1]);
        }
    }

    [Fact]
    public void The_predictions_are_those_that_evaluate_judges()
    {
        string[] labels = [.. File.ReadLines(models.Test).Skip(1).Select(line => line.Split(',')[1])];
        var judged = TinyRecipes.Evaluate(models.Classifier, models.Test).Evaluate().Judgement;

        string[] predicted = [.. Predict(models.Test).Skip(1).Select(row => row[1])];

        double right = predicted.Zip(labels, (p, l) => p == l ? 1.0 : 0).Average();
        Assert.Equal(judged.Metrics["accuracy"].Value, right, 1e-9);
        Assert.Equal(judged.Confusion!.Sum(row => row[1]), predicted.Count(p => p == "yes"));
    }

    [Fact]
    public void Fasta_tables_and_lines_plain_and_gzip_give_the_same_predictions()
    {
        string[] bases = [.. SyntheticSequences.WithAndWithoutMotif(7, 25).Select(row => row.Bases)];
        string Joined(string format) => string.Concat(
            bases.Select((b, i) => string.Format(CultureInfo.InvariantCulture, format, i, b)));
        string[] inputs =
        [
            _temporary.Write("a.fa", Joined(">s{0} words\n{1}\n")),
            _temporary.Write("a.fa.gz", Joined(">s{0}\n{1}\n")),
            _temporary.Write("a.csv", "id,sequence\n" + Joined("s{0},{1}\n")),
            _temporary.Write("a.tsv.gz", "sequence\tid\n" + Joined("{1}\ts{0}\n")),
        ];

        string[] expected = [.. Predict(inputs[0]).Select(row => string.Join(' ', row))];

        Assert.Equal(["id", "s0", "s1", "s2", "s3", "s4", "s5", "s6"], expected.Select(row => row.Split(' ')[0]));
        Assert.All(inputs, input => Assert.Equal(expected, Predict(input).Select(row => string.Join(' ', row))));
        string lines = _temporary.Write("a.txt", Joined("{1}\n"));
        Assert.Equal(
            expected.Skip(1).Select(row => row.Split(' ', 2)[1]),
            Predict(lines).Skip(1).Select(row => string.Join(' ', row[1..])));
    }

    [Theory]
    [InlineData("out.csv", ',')]
    [InlineData("out.tsv", '\t')]
    [InlineData("out.csv.gz", ',')]
    [InlineData("out.predictions", '\t')]
    public void The_name_of_the_output_chooses_its_format(string name, char delimiter)
    {
        string output = _temporary[name];

        Run(models.Test, output);

        using Stream file = File.OpenRead(output);
        bool isGzip = name.EndsWith(".gz", StringComparison.Ordinal);
        using var text = new StreamReader(isGzip ? new GZipStream(file, CompressionMode.Decompress) : file);
        Assert.Equal($"id{delimiter}prediction", text.ReadLine()![..13]);
    }

    [Theory]
    [InlineData("7.25", "-3.5", new[] { "id", "prediction", "windows", "dropped_bases" })]
    [InlineData("a;b", "b", new[] { "id", "prediction", "p_a", "p_b", "windows", "dropped_bases" })]
    public void Other_kinds_of_tasks_have_columns_of_their_own(string with, string without, string[] columns)
    {
        string table = _temporary.Write("train.csv", SyntheticSequences.Table(48, 30, motif => motif ? with : without));
        string model = TinyRecipes.Finetune(_temporary["run"], table).Train().Result!.ModelFolder;

        string output = _temporary["out.tsv"];
        var summary = TinyRecipes.Predict(model, table, output).Predict();

        string[][] rows = Rows(output);
        Assert.Equal(columns, rows[0]);
        if (columns.Contains("p_a"))
            Assert.All(rows.Skip(1), row => Assert.Equal(Number(row[2]) >= 0.5, row[1].Split(';').Contains("a")));
        else
            Assert.All(rows.Skip(1), row => Assert.InRange(Number(row[1]), -20, 20));
        Assert.Equal(48, summary.Sequences);
    }

    [Fact]
    public void The_summary_counts_sequences_and_answers()
    {
        var summary = Run(models.Test, _temporary["out.tsv"]);

        string[] predicted = [.. Rows(_temporary["out.tsv"]).Skip(1).Select(row => row[1])];
        Assert.Equal((40, 0, 0), (summary.Sequences, summary.LongSequences, summary.DroppedBases));
        Assert.Equal(
            [("no", predicted.Count(p => p == "no")), ("yes", predicted.Count(p => p == "yes"))],
            summary.Answers.Select(a => (a.Key, (int)a.Value)));
    }

    [Theory]
    [InlineData(LongSequenceRule.Windows, "5", "0")]       // 15 bases apart, the last one shifted: 0 15 30 45 60
    [InlineData(LongSequenceRule.KeepStart, "1", "60")]
    public void A_long_sequence_is_treated_by_the_rule_that_was_chosen_and_counted(
        LongSequenceRule rule, string windows, string dropped)
    {
        string input = _temporary.Write("long.fa", SyntheticSequences.Fasta(1, 90) + ">short\nACGTACGT\n");

        var summary = (Recipe(input, _temporary["out.tsv"]) with { Long = rule }).Predict();

        string[][] rows = Rows(_temporary["out.tsv"]);
        Assert.Equal((windows, dropped), (rows[1][4], rows[1][5]));
        Assert.Equal(("1", "0"), (rows[2][4], rows[2][5]));
        Assert.Equal((2L, 1L, (long)Number(dropped)), (summary.Sequences, summary.LongSequences, summary.DroppedBases));
    }

    [Fact]
    public void Predictions_are_made_while_the_file_is_still_being_read()
    {
        string input = _temporary.Write("late.fa", SyntheticSequences.Fasta(300, 20) + ">bad\nAC*T\n");
        var log = new RecordingLog();

        Assert.Throws<InputException>(() => (Recipe(input, _temporary["out.tsv"]) with { BatchSize = 1 }).Predict(log));

        Assert.InRange(log.Done, 100, 299);
    }

    [Fact]
    public void A_prediction_that_is_stopped_leaves_the_old_output_alone()
    {
        string output = _temporary.Write("out.tsv", "old");
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Assert.Throws<OperationCanceledException>(() => Recipe(models.Test, output).Predict(stop: stop.Token));

        Assert.Equal("old", File.ReadAllText(output));
        Assert.Equal(["out.tsv"], Directory.GetFileSystemEntries(_temporary.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void An_ensemble_answers_with_the_mean_and_evaluate_judges_that()
    {
        string other = TinyRecipes.Finetune(_temporary["other"], models.Train).Train().Result!.ModelFolder;
        string[][] one = Predict(models.Test);
        TinyRecipes.Predict(other, models.Test, _temporary["two.tsv"]).Predict();
        string[][] two = Rows(_temporary["two.tsv"]);

        (Recipe(models.Test, _temporary["both.tsv"]) with { Ensemble = [other] }).Predict();

        string[][] both = Rows(_temporary["both.tsv"]);
        Assert.Equal(one[0], both[0]);
        for (int i = 1; i < one.Length; i++)
        {
            Assert.Equal((Number(one[i][3]) + Number(two[i][3])) / 2, Number(both[i][3]), 2e-6);
            Assert.Equal("2", both[i][4]);
        }
        string[] labels = [.. File.ReadLines(models.Test).Skip(1).Select(line => line.Split(',')[1])];
        var judged = (TinyRecipes.Evaluate(models.Classifier, models.Test) with { Ensemble = [other] }).Evaluate().Judgement;
        Assert.Equal(both.Skip(1).Zip(labels, (row, label) => row[1] == label ? 1.0 : 0).Average(), judged.Metrics["accuracy"].Value, 1e-9);
    }

    [Fact]
    public void A_language_model_is_refused_in_an_ensemble() => Fault.Of<ModelFolderException>(
        () => (Recipe(models.Test, _temporary["out.tsv"]) with { Ensemble = [models.LanguageModel] }).Predict(), "language model");

    private string[][] Predict(string input)
    {
        Run(input, _temporary["out.tsv"]);
        return Rows(_temporary["out.tsv"]);
    }

    private PredictionSummary Run(string input, string output) => Recipe(input, output).Predict();

    private PredictRecipe Recipe(string input, string output) =>
        TinyRecipes.Predict(models.Classifier, input, output);

    private static string[][] Rows(string path) => [.. File.ReadLines(path).Select(line => line.Split('\t'))];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
