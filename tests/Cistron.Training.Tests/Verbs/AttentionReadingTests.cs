using System.Globalization;
using System.Text.Json;
using Cistron.Models;
using Cistron.Models.Attention;
using Cistron.Models.Cnn;
using Cistron.Models.Folders;
using Cistron.Runs.Recipes;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Windows;
using Cistron.Torch;
using Cistron.Training.Recipes;
using Cistron.Training.Tests.Examples;
using Cistron.Training.Verbs;

namespace Cistron.Training.Tests.Verbs;

[Collection(TrainedModelsCollection.Name)]
public sealed class AttentionReadingTests(TrainedModels models) : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void Each_head_and_the_mean_of_its_layer_has_every_statistic_beside_even_attention()
    {
        var result = Read(Recipe);

        string[][] rows = Table("attention.tsv");
        Assert.Equal(["model", "layer", "head", "statistic", "value", "lower", "upper", "even"], rows[0]);
        Assert.Equal(["mean", "1", "2"], rows[1..].Select(row => row[2]).Distinct());
        Assert.Equal(["cls_mass", "sep_mass", "entropy", "distance", "distance_bases", "nearby_mass"], rows[1..].Select(row => row[3]).Distinct());
        Assert.Equal(3 * 6, rows.Length - 1);
        var model = Assert.Single(result.Models);
        // 28 tokens of 30 bases, [CLS] and [SEP].
        Assert.Equal((40, 0, 30), (model.Sequences, model.LongSequences, model.Tokens));
        Assert.Equal(1.0 / 30, model.Even[AttentionStatistic.ClsMass], 1e-9);
        Assert.Equal(1, model.Even[AttentionStatistic.Entropy]);
        var layer = Assert.Single(model.Layers);
        foreach (var statistic in Enum.GetValues<AttentionStatistic>())
        {
            Assert.Equal(layer.Heads.Average(head => head[statistic].Value), layer.Mean[statistic].Value, 1e-9);
            Assert.InRange(layer.Mean[statistic].Value, layer.Mean[statistic].Lower, layer.Mean[statistic].Upper);
        }
    }

    [Fact]
    public void Models_stand_side_by_side_under_the_names_of_their_runs()
    {
        var result = Read(Recipe with { Model = models.Classifier, Beside = [models.LanguageModel] });

        Assert.Equal(["finetune", "pretrain"], result.Models.Select(model => model.Name));
        Assert.Equal(["finetune", "pretrain"], Table("attention.tsv")[1..].Select(row => row[0]).Distinct());
        string page = File.ReadAllText(result.Report);
        Assert.Contains("finetune, line2: layer 1", page);
        Assert.Contains("pretrain, line2: layer 1", page);
        Assert.NotEqual(result.Models[0].Layers[0].Mean.Statistics, result.Models[1].Layers[0].Mean.Statistics);
    }

    [Fact]
    public void Maps_have_a_cell_for_each_pair_of_bases_and_heads_theirs_where_they_are_asked_for()
    {
        var result = Read(Recipe with { Maps = 2, Heads = true });

        string[][] maps = Table("maps.tsv"), received = Table("received.tsv");
        Assert.Equal(["line2", "line3"], maps[1..].Select(row => row[1]).Distinct());
        Assert.Equal(["mean", "1", "2"], maps[1..].Select(row => row[3]).Distinct());
        Assert.Equal(2 * 3 * 30 * 30, maps.Length - 1);
        Assert.Equal(["0", "1", "29", "30"], maps[30][4..8]);
        Assert.Equal(2 * 3 * 30, received.Length - 1);
        Assert.All(result.Files, file => Assert.True(File.Exists(Path.Combine(Output, file)), file));
        Assert.Contains("plots/line3-layer-1-head-2.svg", result.Files);
        Assert.DoesNotContain("maps.tsv", Read(Recipe with { Maps = 0 }).Files);
    }

    [Fact]
    public void The_numbers_are_the_same_whatever_the_batch()
    {
        string input = _temporary.Write("rows.fa", ">a\nACGTACGTACTTGA\n>b\nACGTAC\n>c\nTTGACAGGGTTTACGTACGTACGTACGTAC\n");
        Read(Recipe with { Input = input, BatchSize = 1 });
        string[][] one = [.. Table("attention.tsv")[1..], .. Table("profile.tsv")[1..]];

        Read(Recipe with { Input = input, BatchSize = 16 });

        string[][] many = [.. Table("attention.tsv")[1..], .. Table("profile.tsv")[1..]];
        Assert.All(one.Zip(many), pair => Assert.Equal(Number(pair.First[4]), Number(pair.Second[4]), 1e-4));
    }

    [Fact]
    public void A_long_sequence_follows_its_rule_and_rows_bounds_how_many_are_read()
    {
        string input = _temporary.Write("long.txt", $"{new string('A', 20)}CCGTA{new string('C', 40)}\nACGTACGT\nACGTTTTT\n");

        var result = Read(Recipe with { Input = input, Long = LongSequenceRule.KeepEnd, Rows = 2 });

        Assert.Equal((2, 1), (result.Models[0].Sequences, result.Models[0].LongSequences));
        Assert.Equal("35", Table("received.tsv")[1][4]);
        Assert.Contains("Bases 35 to 65 of 65", File.ReadAllText(result.Report));
        var windows = Read(Recipe with { Input = input, Long = LongSequenceRule.Windows });
        Assert.Equal((3, 30), (windows.Models[0].Sequences, Table("received.tsv").Length - 1));
    }

    [Fact]
    public void The_json_has_recipe_and_numbers_and_no_profile()
    {
        Read(Recipe);

        var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(Output, "attention.json"))).RootElement;
        Assert.Equal("interpret attention", json.GetProperty("verb").GetString());
        var mean = json.GetProperty("models")[0].GetProperty("layers")[0].GetProperty("mean");
        Assert.True(mean.GetProperty("statistics").GetProperty("cls_mass").GetProperty("value").GetDouble() > 0);
        Assert.False(mean.TryGetProperty("profile", out _));
        Assert.Equal(1, json.GetProperty("models")[0].GetProperty("even").GetProperty("entropy").GetDouble());
    }

    [Fact]
    public void What_cannot_be_read_is_one_sentence()
    {
        TinyRecipes.PretrainCausal(_temporary["causal"], models.Corpus).Train();
        var cnn = TinyRecipes.Finetune(_temporary["cnn"], models.Train);
        (cnn with { Model = new ModelRecipe { Cnn = new CnnRecipe() } }).Train();

        Fault.Of<ModelFolderException>(() => Read(Recipe with { Model = _temporary["causal/model"] }),
            "causal/model", "an AWD-LSTM", "no attention", "give a BERT", "method=gradient");
        Fault.Of<ModelFolderException>(() => Read(Recipe with { Beside = [_temporary["cnn/model"]] }), "cnn/model", "a convolutional network");
        Fault.Of<InputException>(() => Read(Recipe with { Input = _temporary.Write("long.txt", new string('A', 31)) }), "31 bases", "long=windows");
        Fault.Of<RecipeException>(() => Bind("beside=[" + models.LanguageModel + "]"), "beside", "twice");
        Fault.Of<RecipeException>(() => Bind($"beside=[{models.Classifier}]", "input=-"), "standard input", "give a file");
        Assert.False(Directory.Exists(Output));
    }

    [Fact]
    public void A_stop_leaves_nothing_behind()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Assert.Throws<OperationCanceledException>(() => AttentionReading.Run(Recipe, new RecordingLog(), stop.Token));

        Assert.False(Directory.Exists(Output));
    }

    [Fact]
    public void No_tensor_is_left()
    {
        Read(Recipe);
        long before = LiveTensors.Settled();

        Read(Recipe);

        Assert.Equal(before, LiveTensors.Settled());
    }

    private string Output => _temporary["attention"];

    private AttentionRecipe Recipe => new() { Model = models.LanguageModel, Input = models.Test, Output = Output, Device = "cpu", BatchSize = 16 };

    private AttentionRecipe Bind(params string[] words) => RecipeBinder.Bind<AttentionRecipe>((RecipeText?)null,
        [$"model={models.LanguageModel}", .. words.Any(word => word.StartsWith("input", StringComparison.Ordinal)) ? [] : new[] { $"input={models.Test}" },
            $"output={Output}", .. words]);

    private static AttentionResult Read(AttentionRecipe recipe) => AttentionReading.Run(recipe, new RecordingLog(), default);

    private string[][] Table(string file) => [.. File.ReadLines(Path.Combine(Output, file)).Select(line => line.Split('\t'))];

    private static double Number(string text) => text.Length == 0 ? double.NaN : double.Parse(text, CultureInfo.InvariantCulture);
}
