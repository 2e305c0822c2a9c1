using System.Text.Json;
using Cistron.Runs.Recipes;
using Cistron.Sequences.Corpora;
using Cistron.Sequences.Formats;
using Cistron.Training.Recipes;
using Cistron.Training.Tests.Examples;
using Cistron.Training.Verbs;

namespace Cistron.Training.Tests.Verbs;

[Collection(TrainedModelsCollection.Name)]
public sealed class MotifFindingTests(TrainedModels models) : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void The_folder_holds_page_table_meme_and_numbers_that_agree()
    {
        // A model of a few steps: any run will do.
        var result = Find(Recipe(Table(rows: 300)) with { MinLength = 3, FalseDiscoveryRate = 1, MinInstances = 1 });

        Assert.Equal((150, 150, "yes"), (result.Positives, result.Negatives, result.Class));
        Assert.NotEmpty(result.Found.Motifs);
        Assert.All(result.Files, file => Assert.True(File.Exists(Path.Combine(Output, file)), file));
        string[][] rows = [.. File.ReadLines(Path.Combine(Output, MotifFinding.TableFile)).Select(line => line.Split('\t'))];
        Assert.Equal(["motif", "stretch", "stretches", "instances"], rows[0][..4]);
        Assert.Equal(result.Found.Motifs.Select(motif => motif.Stretch), rows[1..].Select(row => row[1]));
        Assert.Equal(result.Found.Motifs.Count,
            File.ReadLines(Path.Combine(Output, MotifFinding.MemeFile)).Count(line => line.StartsWith("MOTIF ", StringComparison.Ordinal)));
        var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(Output, MotifFinding.ManifestFile))).RootElement;
        Assert.Equal(24, json.GetProperty("found").GetProperty("motifs")[0].GetProperty("frequencies").GetProperty("counts").GetArrayLength());
        Assert.False(result.BothStrands);
    }

    [Fact]
    public void Both_strands_are_those_of_the_recipe_or_of_the_model() =>
        Assert.True(Find(Recipe(Table(40)) with { Strands = StrandSampling.Both }).BothStrands);

    [Fact]
    public void A_table_with_one_class_is_refused()
    {
        string all = _temporary.Write("all.csv", SyntheticSequences.Table(10, 30, _ => "yes"));
        string none = _temporary.Write("none.csv", SyntheticSequences.Table(10, 30, _ => "no"));

        Fault.Of<InputException>(() => Find(Recipe(all)), "all rows have the label 'yes'");
        Fault.Of<InputException>(() => Find(Recipe(none)), "no row has the label 'yes'");
        Assert.False(Directory.Exists(Output));
    }

    [Theory]
    [InlineData("min_length=1", "min_length")]
    [InlineData("merge_share=2", "merge_share")]
    [InlineData("false_discovery_rate=-1", "false_discovery_rate")]
    public void What_does_not_fit_is_one_sentence_at_its_key(string argument, string key) => Fault.Of<RecipeException>(
        () => RecipeBinder.Bind<MotifsRecipe>((RecipeText?)null, ["model=m", "input=i", "output=o", argument]), key);

    private string Output => _temporary["motifs"];

    private string Table(int rows) => _temporary.Write("rows.csv", SyntheticSequences.Table(rows, 30, motif => motif ? "yes" : "no", seed: 3));

    private MotifsRecipe Recipe(string input) => new() { Model = models.Classifier, Input = input, Output = Output, Device = "cpu" };

    private static MotifsResult Find(MotifsRecipe recipe) => MotifFinding.Run(recipe, new RecordingLog(), default);
}
