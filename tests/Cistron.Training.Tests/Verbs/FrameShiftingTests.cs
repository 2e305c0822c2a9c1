using System.Globalization;
using System.Text.Json;
using Cistron.Models;
using Cistron.Models.Bert;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Windows;
using Cistron.Training.Recipes;
using Cistron.Training.Tests.Examples;
using Cistron.Training.Verbs;

namespace Cistron.Training.Tests.Verbs;

[Collection(TrainedModelsCollection.Name)]
public sealed class FrameShiftingTests(TrainedModels models) : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void A_sequence_that_loses_nothing_has_not_moved_and_the_others_lie_where_embed_puts_them()
    {
        string input = _temporary.Write("in.fa", SyntheticSequences.Fasta(3, 30));
        string versions = _temporary.Write("versions.fa", string.Concat(File.ReadLines(input).Where(line => line[0] != '>')
            .SelectMany(bases => Enumerable.Range(0, 4).Select(shift => $">v\n{bases[shift..]}\n"))));
        float[][] vectors = [.. File.ReadLines(TinyRecipes.Embed(models.LanguageModel, versions, _temporary["v.csv"]).Embed().Output).Skip(1)
            .Select(line => line.Split(',').Skip(1).Select(number => float.Parse(number, CultureInfo.InvariantCulture)).ToArray())];

        var result = Run(Recipe(input) with { Shifts = 4 });

        string[][] rows = [.. File.ReadLines(Table).Select(line => line.Split('\t'))];
        Assert.Equal(["id", "shift", "distance", "pca_1", "pca_2"], rows[0]);
        Assert.Equal([.. Enumerable.Range(0, 12).Select(i => $"r{i / 4} {i % 4}")], rows.Skip(1).Select(row => $"{row[0]} {row[1]}"));
        for (int i = 0; i < 12; i++)
        {
            double distance = double.Parse(rows[i + 1][2], CultureInfo.InvariantCulture);
            Assert.Equal(Distance(vectors[i - i % 4], vectors[i]), distance, 1e-4);
            Assert.Equal(i % 4 == 0, distance == 0);
        }
        Assert.Equal((0, 0, 0), (result.ByShift[0].Distance.Value, result.ByShift[0].Distance.Lower, result.ByShift[0].Distance.Upper));
        Assert.Equal([3, 3, 3], result.ByFrame.Select(frame => frame.Period));
    }

    [Fact]
    public void Kernels_have_frames_of_their_own()
    {
        var pretrain = TinyRecipes.Pretrain(_temporary["kernels"], models.Corpus, steps: 2) with
        {
            Tokenizer = null,
            Model = new ModelRecipe { Bert = TinyRecipes.Model with { Convolution = new BertConvolution { KernelBases = 6, Kernels = 12 } } },
        };

        var result = Run(Recipe(models.Test) with { Model = pretrain.Train().Result!.ModelFolder });

        Assert.Equal([3, 3, 3, 6, 6, 6, 6, 6, 6], result.ByFrame.Select(frame => frame.Period));
    }

    [Fact]
    public void Sequences_are_drawn_with_the_seed_or_named()
    {
        var drawn = Run(Recipe(models.Test) with { Rows = 5 });
        string first = File.ReadAllText(Table);

        Run(Recipe(models.Test) with { Rows = 5 });

        Assert.Equal(first, File.ReadAllText(Table));
        Assert.Equal(5, drawn.Sequences.Count);
        Assert.NotEqual(drawn.Sequences, Run(Recipe(models.Test) with { Rows = 5, Seed = 2 }).Sequences);
        Assert.Equal(["line3", "line7"], Run(Recipe(models.Test) with { Ids = ["line7", "line3"] }).Sequences);
        Fault.Of<InputException>(() => Run(Recipe(models.Test) with { Ids = ["line3", "nobody"] }), "'nobody'", "correct the name");
    }

    [Fact]
    public void Short_sequences_are_left_out_and_long_ones_follow_the_rule()
    {
        string input = _temporary.Write("in.fa", SyntheticSequences.Fasta(2, 20) + ">short\nACGTACGTACGTACGTACG\n" + SyntheticSequences.Fasta(2, 45, seed: 2));

        Fault.Of<InputException>(() => Run(Recipe(input)), "45 bases", "choose what to do");
        var result = Run(Recipe(input) with { Long = LongSequenceRule.KeepStart });

        Assert.Equal((4, 2, 1), (result.Sequences.Count, result.LongSequences, result.TooShort));
        Fault.Of<InputException>(() => Run(Recipe(input) with { Long = LongSequenceRule.KeepStart, Shifts = 30 }), "0 of the sequences", "60 bases");
    }

    [Fact]
    public void The_folder_holds_page_pictures_table_and_numbers()
    {
        var result = Run(Recipe(models.Test));

        Assert.Equal(["frames.tsv", "plots/distance-by-frame.svg", "plots/distance-from-the-whole-sequence.svg",
            "plots/pca-of-sequences-without-their-first-bases.svg", "report.html"], result.Files);
        var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(Output, "frames.json"))).RootElement;
        Assert.Equal("interpret frames", json.GetProperty("verb").GetString());
        Assert.Equal(10, json.GetProperty("by_shift").GetArrayLength());
    }

    private static double Distance(float[] one, float[] other) => Math.Sqrt(one.Zip(other, (a, b) => Math.Pow(a - b, 2)).Sum());

    private string Output => _temporary["frames"];

    private string Table => Path.Combine(Output, "frames.tsv");

    private FramesRecipe Recipe(string input) =>
        new() { Model = models.LanguageModel, Input = input, Output = Output, Device = "cpu", BatchSize = 8 };

    private static FramesResult Run(FramesRecipe recipe) => FrameShifting.Run(recipe, new RecordingLog(), default);
}
