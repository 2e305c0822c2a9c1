using System.Globalization;
using System.Text.Json;
using Cistron.Evaluation.Embeddings;
using Cistron.Sequences.Formats;
using Cistron.Training.Recipes;
using Cistron.Training.Tests.Examples;
using Cistron.Training.Verbs;

namespace Cistron.Training.Tests.Verbs;

/// <summary>Vectors as a table, and maps of them.</summary>
[Collection(TrainedModelsCollection.Name)]
public sealed class EmbeddingMapTests(TrainedModels models) : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Theory]
    [InlineData("out.csv", ',')]
    [InlineData("out.tsv", '\t')]
    public void A_table_has_the_id_and_the_vector_of_every_sequence(string name, char delimiter)
    {
        byte[] array = File.ReadAllBytes((Recipe() with { Output = _temporary["out.npy"] }).Embed().Output);

        var summary = (Recipe() with { Output = _temporary[name] }).Embed();

        string[][] rows = [.. File.ReadLines(summary.Output).Select(line => line.Split(delimiter))];
        Assert.Equal(["id", .. Enumerable.Range(1, 16).Select(i => $"vector_{i}")], rows[0]);
        Assert.Equal(["line2", "line3", "line4"], rows.Skip(1).Take(3).Select(row => row[0]));
        Assert.Equal(array[^(40 * 16 * sizeof(float))..], rows.Skip(1).SelectMany(row => row[1..])
            .SelectMany(number => BitConverter.GetBytes(float.Parse(number, CultureInfo.InvariantCulture))));
        Assert.Null(summary.Ids);
        Assert.Null(summary.Map);
    }

    [Fact]
    public void The_separation_of_labels_is_that_of_the_whole_vectors()
    {
        var summary = (Recipe() with { Report = Maps, Neighbours = 3 }).Embed();

        var map = summary.Map!;
        Assert.Equal((40, 40, 16), (map.Sequences, map.Mapped, map.Dimensions));
        Assert.Equal([new LabelCount("no", 20), new LabelCount("yes", 20)], map.Labels);
        float[][] vectors = [.. File.ReadLines(summary.Output).Skip(1)
            .Select(line => line.Split(',')[1..].Select(number => float.Parse(number, CultureInfo.InvariantCulture)).ToArray())];
        int[] labels = [.. File.ReadLines(models.Test).Skip(1).Select(line => line.EndsWith("yes", StringComparison.Ordinal) ? 1 : 0)];
        Assert.Equal(Separation.Of(vectors, [labels], 3)[0], map.Separation);
        Assert.Equal(19.0 / 39, map.Separation!.Chance, 1e-12);
    }

    [Fact]
    public void The_folder_holds_page_pictures_table_and_numbers_and_is_the_same_each_time()
    {
        var map = (Recipe() with { Report = Maps, Mapped = 10 }).Embed().Map!;
        string[] files = [.. map.Files.Append("map.json").Order(StringComparer.Ordinal)];
        byte[][] first = [.. files.Select(file => File.ReadAllBytes(Path.Combine(Maps, file)))];

        (Recipe() with { Report = Maps, Mapped = 10 }).Embed();

        Assert.Equal(["map.json", "map.tsv", "plots/pca-of-sequences.svg", "plots/t-sne-of-sequences.svg", "report.html"], files);
        Assert.Equal(first, files.Select(file => File.ReadAllBytes(Path.Combine(Maps, file))));
        Assert.Equal("embed", JsonDocument.Parse(first[0]).RootElement.GetProperty("verb").GetString());
    }

    [Fact]
    public void Components_are_of_all_sequences_and_the_maps_of_those_that_are_drawn()
    {
        var log = new RecordingLog();
        var all = (Recipe() with { Report = Maps }).Embed().Map!;
        string[] rows = File.ReadAllLines(Path.Combine(Maps, "map.tsv"));

        var some = (Recipe() with { Report = Maps, Mapped = 10 }).Embed(log).Map!;

        Assert.Equal((40, 10), (some.Sequences, some.Mapped));
        Assert.Equal((all.FirstShare, all.SecondShare), (some.FirstShare, some.SecondShare));
        Assert.Contains("10 of 40 sequences are drawn for the maps", log.Notes);
        // Places by components stay what they were: id, label, pca_1, pca_2.
        Assert.All(File.ReadLines(Path.Combine(Maps, "map.tsv")), row =>
            Assert.Contains(rows, other => other.Split('\t').Take(4).SequenceEqual(row.Split('\t').Take(4))));
    }

    [Fact]
    public void Classes_are_labels_of_the_sequences_of_their_files()
    {
        var classes = new Dictionary<string, string>
        {
            ["b"] = _temporary.Write("b.fa", SyntheticSequences.Fasta(5, 30)),
            ["a"] = _temporary.Write("a.fa", SyntheticSequences.Fasta(4, 30, seed: 2)),
        };

        var summary = (Recipe() with { Input = null, Classes = classes, Report = Maps }).Embed();

        Assert.Equal([new LabelCount("b", 5), new LabelCount("a", 4)], summary.Map!.Labels);
        Assert.Equal(9, summary.Sequences);
        Assert.Equal(["r0", "r1", "r2", "r3", "r4", "r0", "r1", "r2", "r3"], File.ReadLines(summary.Output).Skip(1).Select(row => row.Split(',')[0]));
    }

    [Fact]
    public void Sequences_without_labels_are_mapped_without_numbers_of_them()
    {
        string input = _temporary.Write("in.fa", SyntheticSequences.Fasta(6, 30));

        var map = (Recipe() with { Input = input, Report = Maps }).Embed().Map!;

        Assert.Empty(map.Labels);
        Assert.Null(map.Separation);
        Assert.Contains("give a table with a column of labels", File.ReadAllText(map.Report), StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_that_hardly_repeat_are_no_classes()
    {
        string input = _temporary.Write("in.csv", "sequence,label\n" + string.Concat(Enumerable.Range(0, 30).Select(i => $"ACGTACGTAC,{i}.5\n")));
        var log = new RecordingLog();

        Assert.Empty((Recipe() with { Input = input, Report = Maps }).Embed(log).Map!.Labels);

        Assert.Contains(log.Notes, note => note.Contains("30 different labels", StringComparison.Ordinal));
    }

    [Fact]
    public void What_cannot_be_mapped_is_refused()
    {
        string input = _temporary.Write("in.fa", SyntheticSequences.Fasta(3, 30));

        Fault.Of<InputException>(() => (Recipe() with { Input = input, Report = Maps }).Embed(), "there are 3 sequences", "leave 'report' out");
        Fault.Of<InputException>(() => (Recipe() with { Input = input, LabelColumn = "kind" }).Embed(), "no columns", "'kind'");
        Directory.CreateDirectory(Maps);
        File.WriteAllText(Path.Combine(Maps, "mine.txt"), "");
        Fault.Of<InputException>(() => (Recipe() with { Report = Maps }).Embed(), "mine.txt", "embed did not write");
    }

    private string Maps => _temporary["maps"];

    private EmbedRecipe Recipe() => TinyRecipes.Embed(models.LanguageModel, models.Test, _temporary["out.csv"]);
}
