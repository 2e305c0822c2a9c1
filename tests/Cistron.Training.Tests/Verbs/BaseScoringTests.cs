using System.Globalization;
using System.Text;
using Cistron.Runs.Recipes;
using Cistron.Sequences.Formats;
using Cistron.Training.Interpretation;
using Cistron.Training.Recipes;
using Cistron.Training.Tests.Examples;
using Cistron.Training.Verbs;

namespace Cistron.Training.Tests.Verbs;

[Collection(TrainedModelsCollection.Name)]
public sealed class BaseScoringTests(TrainedModels models) : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void Each_sequence_has_a_row_with_a_score_for_each_of_its_bases()
    {
        var result = Score(Recipe(models.Test) with { Label = "yes" });

        string[][] rows = Table();
        Assert.Equal(["id", "probability", "sequence", "scores"], rows[0]);
        Assert.Equal(20, rows.Length - 1);
        Assert.Equal((20, 600, 30), (result.Sequences, result.Bases, result.Length));
        Assert.All(rows[1..], row => Assert.Equal(30, row[3].Split(' ').Length));
        Assert.Equal(rows[1..].Average(row => Number(row[1])), result.MeanProbability, 1e-5);
        Assert.All(result.Files, file => Assert.True(File.Exists(Path.Combine(Output, file)), file));
    }

    [Fact]
    public void The_array_has_the_numbers_of_the_table()
    {
        Score(Recipe(models.Test));

        byte[] array = File.ReadAllBytes(Path.Combine(Output, BaseScoring.ArrayFile));
        float[] numbers = [.. array[128..].Chunk(4).Select(bytes => BitConverter.ToSingle(bytes))];
        Assert.Contains("'shape': (40, 30)", Encoding.ASCII.GetString(array, 10, 118));
        Assert.Equal(Table()[1..].SelectMany(row => row[3].Split(' ')).Select(Number), numbers.Select(number => (double)number), (a, b) =>
            Math.Abs(a - b) <= 1e-3 * Math.Abs(b) + 1e-12);
    }

    [Fact]
    public void Sequences_of_several_lengths_have_no_array()
    {
        var result = Score(Recipe(_temporary.Write("two.fa", ">a\nACGTACGTAC\n>b\nACGTAC\n")));

        Assert.Null(result.Length);
        Assert.DoesNotContain(BaseScoring.ArrayFile, result.Files);
        Assert.Equal(["a", "b"], Table()[1..].Select(row => row[0]));
    }

    [Theory]
    [InlineData(ImportanceMethod.Gradient)]
    [InlineData(ImportanceMethod.Attention)]
    public void Scores_are_the_same_whatever_the_batch(ImportanceMethod method)
    {
        string input = _temporary.Write("rows.fa", ">a\nACGTACGTACTTGA\n>b\nACGTAC\n>c\nTTGACAGGGTTTACGTACGTACGTACGTAC\n");
        Score(Recipe(input) with { Method = method, BatchSize = 1 });
        double[][] one = [.. Table()[1..].Select(row => row[3].Split(' ').Select(Number).ToArray())];

        Score(Recipe(input) with { Method = method, BatchSize = 16 });

        double[][] many = [.. Table()[1..].Select(row => row[3].Split(' ').Select(Number).ToArray())];
        for (int i = 0; i < one.Length; i++)
            Assert.All(one[i].Zip(many[i]), pair => Assert.Equal(pair.First, pair.Second, 1e-3 * one[i].Max(Math.Abs)));
    }

    [Fact]
    public void What_cannot_be_scored_is_one_sentence()
    {
        Fault.Of<InputException>(() => Score(Recipe(models.Test) with { Label = "maybe" }), "no row has the label 'maybe'");
        Fault.Of<InputException>(() => Score(Recipe(_temporary.Write("long.txt", new string('A', 31)))), "31 bases", "long=windows");
        Fault.Of<RecipeException>(() => Score(Recipe(models.Test) with { Class = "maybe" }), "class", "maybe");
        Fault.Of<RecipeException>(() => Score(RecipeBinder.Bind<BasesRecipe>((RecipeText?)null,
            [$"model={models.Classifier}", $"input={models.Test}", $"output={Output}", "label_column=x"])), "label_column", "'label'");
        Assert.False(Directory.Exists(Output));
    }

    private string Output => _temporary["bases"];

    private BasesRecipe Recipe(string input) => new() { Model = models.Classifier, Input = input, Output = Output, Device = "cpu" };

    private static BasesResult Score(BasesRecipe recipe) => BaseScoring.Run(recipe, new RecordingLog(), default);

    private string[][] Table() => [.. File.ReadLines(Path.Combine(Output, BaseScoring.TableFile)).Select(line => line.Split('\t'))];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
