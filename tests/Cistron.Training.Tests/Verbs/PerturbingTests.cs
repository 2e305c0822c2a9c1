using System.Text.Json;
using Cistron.Models.Folders;
using Cistron.Runs.Recipes;
using Cistron.Sequences.Formats;
using Cistron.Torch;
using Cistron.Training.Interpretation;
using Cistron.Training.Recipes;
using Cistron.Training.Tests.Examples;
using Cistron.Training.Verbs;

namespace Cistron.Training.Tests.Verbs;

[Collection(TrainedModelsCollection.Name)]
public sealed class PerturbingTests(TrainedModels models) : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void The_map_is_the_mean_over_draws_and_then_over_sequences()
    {
        string input = Rows("TTTTTGGGGGGTTTTTTTTTTTTTTTTTTT", "ACGTACGTACGTACGTACGTACGTACGTAC");
        var recipe = Recipe(input) with { Widths = [30], Replace = Replacement.N };

        var result = Map(recipe);

        // A window as wide as the sequence leaves nothing of it: both are thirty N.
        double all = Probability(new string('N', 30));
        double[] whole = [Probability("TTTTTGGGGGGTTTTTTTTTTTTTTTTTTT"), Probability("ACGTACGTACGTACGTACGTACGTACGTAC")];
        PerturbedWindow window = Assert.Single(result.Windows);
        Assert.Equal((0, 30), (window.Start, window.End));
        Assert.Equal(all, window.Probability.Value, 1e-6);
        Assert.Equal(all - whole.Average(), window.Change.Value, 1e-6);
        Assert.Equal(whole.Average(), result.Untouched.Value, 1e-6);
        Assert.Equal(1.959964 * Math.Abs(whole[0] - whole[1]) / 2, window.Change.Upper - window.Change.Value, 1e-6);
        Assert.Equal(4, result.Predictions);
    }

    [Fact]
    public void Every_window_of_every_width_is_laid_from_the_first_base_to_the_last()
    {
        var result = Map(Recipe(models.Test) with { Widths = [1, 8], StepBases = 4, Replicas = 2, Rows = 3 });

        Assert.Equal(
            [.. Enumerable.Range(0, 8).Select(i => (4 * i, 4 * i + 1)), .. Enumerable.Range(0, 6).Select(i => (4 * i, 4 * i + 8))],
            result.Windows.Select(window => (window.Start, window.End)));
        Assert.Equal(3 * (1 + 2 * 14), result.Predictions);
        Assert.All(result.Windows, window => Assert.InRange(window.Probability.Value, 0, 1));
        Assert.All(result.Windows, window =>
            Assert.Equal(window.Probability.Value - result.Untouched.Value, window.Change.Value, 1e-6));
    }

    [Fact]
    public void The_same_seed_gives_the_same_map_whatever_the_batch()
    {
        var one = Map(Recipe(models.Test) with { Rows = 5 });
        var same = Map(Recipe(models.Test) with { Rows = 5, BatchSize = 3 });
        var other = Map(Recipe(models.Test) with { Rows = 5, Seed = 2 });

        Assert.All(one.Windows.Zip(same.Windows), pair => Assert.Equal(pair.First.Change.Value, pair.Second.Change.Value, 1e-5));
        Assert.NotEqual(one.Windows[0].Change.Value, other.Windows[0].Change.Value);
    }

    [Fact]
    public void A_label_chooses_rows_and_a_sample_of_them_is_drawn()
    {
        var log = new RecordingLog();

        var result = Perturbing.Run(Recipe(models.Test) with { Label = "yes", Rows = 7 }, log, default);

        Assert.Equal(7, result.Sequences);
        Assert.Contains(log.Notes, note => note.StartsWith("7 of 20 sequences are used", StringComparison.Ordinal));
        Fault.Of<InputException>(() => Map(Recipe(models.Test) with { Label = "maybe" }), "no row has the label 'maybe'");
    }

    [Fact]
    public void The_folder_holds_page_pictures_table_and_numbers()
    {
        var result = Map(Recipe(models.Test) with { Origin = 10, Rows = 4 });

        Assert.Equal(4, result.Files.Count);
        Assert.All(result.Files, file => Assert.True(File.Exists(Path.Combine(Output, file)), file));
        string[][] rows = [.. File.ReadLines(Path.Combine(Output, "perturbation.tsv")).Select(line => line.Split('\t'))];
        Assert.Equal(["width", "start", "end", "position"], rows[0][..4]);
        Assert.Equal(["5", "0", "5", "-7.5"], rows[1][..4]);
        Assert.Equal(result.Windows.Count, rows.Length - 1);
        var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(Output, "perturbation.json"))).RootElement;
        Assert.Equal("interpret perturbation", json.GetProperty("verb").GetString());
        Assert.Equal("-10 to -6", result.PlaceOf(result.Windows[0]));
    }

    [Fact]
    public void Sequences_of_two_lengths_are_refused_with_the_line_of_the_first_that_differs() =>
        Fault.Of<InputException>(() => Map(Recipe(Rows("ACGT", "ACGTA"))), ":3:", "5 bases", "the first has 4");

    [Fact]
    public void A_sequence_beyond_the_context_is_refused() =>
        Fault.Of<InputException>(() => Map(Recipe(Rows(new string('A', 31)))), "31 bases", "context has 30");

    [Theory]
    [InlineData("widths", "31", "widths=[31]")]
    [InlineData("origin", "30", "origin=30")]
    [InlineData("widths", "at least 1", "widths=[0]")]
    [InlineData("widths", "twice", "widths=[5, 5]")]
    [InlineData("label_column", "'label'", "label_column=x")]
    public void What_does_not_fit_is_one_sentence_at_its_key(string key, string word, string argument) => Fault.Of<RecipeException>(
        () => Map(RecipeBinder.Bind<PerturbationRecipe>((RecipeText?)null,
            [$"model={models.Classifier}", $"input={models.Test}", $"output={Output}", "device=cpu", argument])), key, word);

    [Fact]
    public void A_map_that_is_stopped_leaves_nothing()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Assert.Throws<OperationCanceledException>(() => Perturbing.Run(Recipe(models.Test), new RecordingLog(), stop.Token));

        Assert.Empty(Directory.EnumerateFileSystemEntries(_temporary.Path));
    }

    private string Output => _temporary["map"];

    private PerturbationRecipe Recipe(string input) =>
        new() { Model = models.Classifier, Input = input, Output = Output, Widths = [5, 10], Device = "cpu", BatchSize = 16 };

    private static PerturbationResult Map(PerturbationRecipe recipe) => Perturbing.Run(recipe, new RecordingLog(), default);

    private string Rows(params string[] bases) =>
        _temporary.Write("rows.csv", "sequence\n" + string.Concat(bases.Select(row => $"{row}\n")));

    private double Probability(string bases)
    {
        using var scope = new TensorScope();
        var predictor = ModelFolder.Open(models.Classifier).LoadPredictor(Device.Cpu, null);
        return predictor.Predict([bases.Select(letter => (byte)letter).ToArray()], b => b, 1).Single().Output[1];
    }
}
