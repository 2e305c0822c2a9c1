using System.Text;
using Cistron.Models;
using Cistron.Models.AwdLstm;
using Cistron.Models.Folders;
using Cistron.Runs.Recipes;
using Cistron.Sequences.Datasets;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Windows;
using Cistron.Training.Recipes;
using Cistron.Training.Tests.Examples;
using Cistron.Training.Verbs;

namespace Cistron.Training.Tests.Verbs;

/// <summary>Tasks of single bases from the table to the predictions.</summary>
public sealed class PerBaseTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Theory]
    [InlineData(1, 1, false)]
    [InlineData(3, 1, false)]
    [InlineData(3, 3, false)]
    [InlineData(1, 1, true)]
    public void Whether_a_base_is_C_is_learned_judged_and_predicted_again(int k, int stride, bool lstm)
    {
        var recipe = Recipe(TaskKind.PerBaseClass, Table(96, bases => Letters(bases)), lstm) with
        {
            Tokenizer = new TokenizerRecipe { K = k, Stride = stride }, Baseline = true,
        };
        recipe = recipe with { Data = recipe.Data with { Test = Table(40, bases => Letters(bases), seed: 2, "test.csv") } };

        var result = recipe.Train().Result!;

        Assert.InRange(result.Test!.Metrics["accuracy"].Value, 0.95, 1);
        Assert.InRange(result.Baseline!.Metrics["accuracy"].Value, 0.95, 1);
        Assert.Equal((40, Bases("test.csv")), (result.Test.Sequences, result.Test.Rows));
        Assert.Equal("mcc", result.SelectedBy);
        Assert.True(File.Exists(Path.Combine(recipe.Run, "report.html")));

        var evaluated = TinyRecipes.Evaluate(result.ModelFolder, recipe.Data.Test!).Evaluate();
        Assert.Equal(result.Test.Metrics["accuracy"].Value, evaluated.Judgement.Metrics["accuracy"].Value, 1e-5);

        TinyRecipes.Predict(result.ModelFolder, recipe.Data.Test!, _temporary["predictions.tsv"]).Predict();
        string[][] rows = [.. File.ReadLines(_temporary["predictions.tsv"]).Select(line => line.Split('\t'))];
        Assert.Equal(["id", "position", "base", "prediction", "p_c", "p_o"], rows[0]);
        Assert.Equal(["line2", "1"], rows[1][..2]);
        Assert.Equal(Bases("test.csv"), rows.Length - 1);
        double right = rows.Skip(1).Average(row => (row[2] == "C") == (row[3] == "c") ? 1.0 : 0);
        Assert.Equal(result.Test.Metrics["accuracy"].Value, right, 1e-9);
    }

    [Fact]
    public void Values_that_are_measured_here_and_there_are_learned_in_their_own_unit()
    {
        string table = Table(96, bases => string.Join(';', bases.Select((letter, i) =>
            i % 3 == 0 ? "nan" : letter == 'C' ? "12.5" : "-3")));

        var result = Recipe(TaskKind.PerBaseValue, table).Train().Result!;

        Assert.InRange(result.Dev.Metrics["pearson"].Value, 0.95, 1);
        Assert.InRange(result.Dev.Metrics["rmse"].Value, 0, 2);
        Assert.Equal("pearson", result.SelectedBy);
        var task = ModelFolder.Open(result.ModelFolder).Description.Task!;
        Assert.Equal((TaskKind.PerBaseValue, null), (task.Kind, task.Pooling));
        string[] header = File.ReadLines(Path.Combine(_temporary["run"], "predictions.tsv")).First().Split('\t');
        Assert.Equal(["id", "position", "base", "label", "model"], header);
    }

    [Fact]
    public void Lists_of_JSON_lines_and_labels_of_the_first_bases_are_read_when_they_are_allowed()
    {
        string table = _temporary.Write("train.jsonl", string.Concat(Sequences(48, seed: 1).Select(bases =>
            $"{{\"sequence\":\"{bases}\",\"label\":[{string.Join(',', bases[..6].Select(letter => letter == 'C' ? "1.5" : "null"))},0]}}\n")));
        var recipe = Recipe(TaskKind.PerBaseValue, table);

        Fault.Of<InputException>(() => recipe.Train(), $"{table}:1: ", "labels", "partial_labels=true");
        var result = (recipe with { Run = _temporary["again"], Data = recipe.Data with { PartialLabels = true } }).Train().Result!;

        Assert.InRange(result.Dev.Rows, 12, 12 * 7);
    }

    [Fact]
    public void Another_number_of_labels_than_bases_is_told_with_file_line_and_both_numbers()
    {
        string table = _temporary.Write("train.csv", "sequence,label\nACGT,..((\nACGTAC,..((.\n");

        Fault.Of<InputException>(() => Recipe(TaskKind.PerBaseClass, table).Train(), $"{table}:3: the sequence has 6 bases and 5 labels");
    }

    [Fact]
    public void A_rule_that_drops_bases_is_refused()
    {
        string table = Table(48, Letters);
        var recipe = Recipe(TaskKind.PerBaseClass, table);
        string model = (recipe with { Training = new TrainingRecipe { Steps = 1, LearningRate = 1e-3 } }).Train().Result!.ModelFolder;

        Assert.Contains(recipe.Data with { Long = LongSequenceRule.KeepStart } is var data ? data.Validate() : [], fault => fault.Key == "long");
        Fault.Of<RecipeException>(
            () => (TinyRecipes.Evaluate(model, table) with { Long = LongSequenceRule.KeepEnd }).Evaluate(), "long", "drops bases");
    }

    private static string Letters(string bases) => string.Concat(bases.Select(letter => letter == 'C' ? 'c' : 'o'));

    private static IEnumerable<string> Sequences(int rows, ulong seed) => Enumerable.Range(0, rows).Select(i =>
        SyntheticSequences.Random(14 + i % 9, RandomStream.For(seed, "words", i)));

    private string Table(int rows, Func<string, string> label, ulong seed = 1, string name = "train.csv") => _temporary.Write(name,
        "sequence,label\n" + string.Concat(Sequences(rows, seed).Select(bases => $"{bases},{label(bases)}\n")));

    private int Bases(string name) => File.ReadLines(_temporary[name]).Skip(1).Sum(line => line.IndexOf(','));

    private FinetuneRecipe Recipe(TaskKind kind, string table, bool lstm = false)
    {
        var recipe = TinyRecipes.Finetune(_temporary["run"], table);
        return recipe with
        {
            Data = recipe.Data with { Task = kind },
            Tokenizer = new TokenizerRecipe { K = 1 },
            Model = lstm ? new ModelRecipe { AwdLstm = new AwdLstmRecipe { Dimensions = 16, Units = 24, DropMult = 0 } } : recipe.Model,
            Head = new HeadRecipe { Dropout = 0 },
            Training = new TrainingRecipe { Steps = 150, BatchSize = 16, LearningRate = 1e-2 },
        };
    }
}
