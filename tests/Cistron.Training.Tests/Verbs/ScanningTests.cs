using System.Globalization;
using System.Text.Json;
using Cistron.Models.Folders;
using Cistron.Runs.Recipes;
using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Coordinates;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Formats.Bed;
using Cistron.Sequences.Randomness;
using Cistron.Torch;
using Cistron.Training.Recipes;
using Cistron.Training.Tests.Examples;
using Cistron.Training.Verbs;

namespace Cistron.Training.Tests.Verbs;

[Collection(TrainedModelsCollection.Name)]
public sealed class ScanningTests(TrainedModels models) : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void Each_window_s_probability_is_written_to_the_step_around_its_origin()
    {
        string bases = SyntheticSequences.Random(75, RandomStream.For(1, "genome"));
        string genome = _temporary.Write("genome.fa", $">b\n{bases}\n>a words\n{bases[..31]}\n>short\nACGT\n");

        var result = Scan(Recipe(genome) with { Origin = 20 });

        var forward = Values("forward.bedgraph");
        var reverse = Values("reverse.bedgraph");
        Assert.Equal((3, 1, 110L, 22L), (result.Sequences, result.ShortSequences, result.Bases, result.Windows));
        Assert.Equal(
            ["a:18-23", .. Enumerable.Range(0, 10).Select(i => $"b:{5 * i + 18}-{5 * i + 23}")], forward.Select(value => $"{value.Place}"));
        Assert.Equal("b:7-12", $"{reverse[1].Place}");
        using var scope = new TensorScope();
        var predictor = ModelFolder.Open(models.Classifier).LoadPredictor(Device.Cpu, null);
        for (int i = 0; i < 10; i++)
        {
            byte[] window = [.. bases.Substring(5 * i, 30).Select(letter => (byte)letter)];
            double[] expected = [.. predictor.Predict([window, ReverseComplement.Of(window, Alphabet.Dna)], b => b, 1).Select(p => p.Output[1])];
            Assert.Equal(expected[0], forward[i + 1].Value, 1e-4);
            Assert.Equal(expected[1], reverse[i + 1].Value, 1e-4);
        }
    }

    [Fact]
    public void The_reverse_complement_of_a_genome_swaps_the_strands()
    {
        string bases = SyntheticSequences.Random(30 + 5 * 60, RandomStream.For(2, "genome"));
        string other = string.Concat(bases.Reverse().Select(letter => "TGCA"["ACGT".IndexOf(letter, StringComparison.Ordinal)]));

        var result = Scan(Recipe(_temporary.Write("a.fa", $">s\n{bases}\n")) with { Threshold = 0.48 });
        var (forward, reverse, calls) = (Values("forward.bedgraph"), Values("reverse.bedgraph"), Calls());
        var mirrored = Scan(Recipe(_temporary.Write("b.fa", $">s\n{other}\n")) with { Threshold = 0.48 });

        Assert.Equal(forward, Values("reverse.bedgraph").Select(Mirror).Reverse());
        Assert.Equal(reverse, Values("forward.bedgraph").Select(Mirror).Reverse());
        Assert.NotEmpty(calls);
        Assert.Equal(calls.Order(), Calls().Select(call => (bases.Length - call.End, bases.Length - call.Start, call.Strand == Strand.Forward
            ? Strand.Reverse : Strand.Forward, call.Score)).Order());
        Assert.Equal(result.CalledBases, mirrored.CalledBases);

        (Interval, double) Mirror((Interval Place, double Value) value) =>
            (new Interval("s", bases.Length - value.Place.End, bases.Length - value.Place.Start), value.Value);
    }

    [Fact]
    public void Windows_with_too_many_ambiguous_letters_have_no_value()
    {
        string bases = SyntheticSequences.Random(60, RandomStream.For(3, "genome"));
        string genome = _temporary.Write("genome.fa", $">s\n{bases}NNNN{bases}\n");

        var result = Scan(Recipe(genome));

        // Four of thirty are too many: windows from 35 to 60 have all four, those at 30 and 65 three.
        Assert.Equal((6L, 19L * 2 - 12), (result.AmbiguousWindows, result.Windows));
        Assert.Equal(19 - 6, Values("forward.bedgraph").Count);
        Assert.DoesNotContain(Values("forward.bedgraph"), value => value.Place.Start is > 45 and < 70);
    }

    [Fact]
    public void Calls_have_the_class_for_a_name_and_a_score_to_a_thousand()
    {
        var result = Scan(Recipe(Genome()) with { Threshold = 0, Class = "no" });

        using var reader = BedReader.Open(Path.Combine(Output, "calls.bed"));
        BedRecord[] calls = [.. reader.Read()];
        Assert.Equal(["thickStart", "thickEnd"], reader.ExtraNames);
        Assert.Equal(2, calls.Length);
        Assert.All(calls, call => Assert.Equal("no", call.Name));
        double highest = Values("forward.bedgraph").Max(value => value.Value);
        Assert.Equal(Math.Round(1000 * highest), int.Parse(calls.Single(call => call.Place.Strand == Strand.Forward).Score, CultureInfo.InvariantCulture), 1.0);
        Assert.Equal(calls.Sum(call => call.Place.Length), result.CalledBases);
    }

    [Fact]
    public void One_strand_can_be_scanned_alone()
    {
        var result = Scan(Recipe(Genome()) with { Strands = ScannedStrands.Forward });

        Assert.False(File.Exists(Path.Combine(Output, "reverse.bedgraph")));
        Assert.Equal(["forward"], result.Probabilities.Keys);
        Assert.Equal(result.Windows, result.Probabilities["forward"].Sum());
    }

    [Fact]
    public void An_annotation_gives_precision_recall_and_a_profile()
    {
        string annotation = _temporary.Write("genes.bed", "s\t50\t80\tgene1\t0\t+\ns\t100\t130\tgene2\t0\t-\n");

        var result = Scan(Recipe(Genome()) with { Annotation = annotation, Threshold = 0 });

        Assert.Equal(2, result.Annotation!.Features);
        Assert.Equal(2, result.Annotation.Agreement.Calls);
        string page = File.ReadAllText(Path.Combine(Output, "report.html"));
        Assert.Contains("Beside the annotation", page, StringComparison.Ordinal);
        Assert.Contains(">gene1<", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_folder_is_made_again_and_lists_its_files()
    {
        Scan(Recipe(Genome()));
        var result = Scan(Recipe(Genome()));

        var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(Output, "scan.json"))).RootElement;
        Assert.Equal("scan", json.GetProperty("verb").GetString());
        Assert.Equal(result.Files, json.GetProperty("files").EnumerateArray().Select(file => file.GetString()));
        Assert.All(result.Files, file => Assert.True(File.Exists(Path.Combine(Output, file)), file));
        File.WriteAllText(Path.Combine(Output, "mine.txt"), "");
        Fault.Of<InputException>(() => Scan(Recipe(Genome())), "mine.txt", "scan did not write");
    }

    [Fact]
    public void A_scan_that_is_stopped_leaves_nothing()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Assert.Throws<OperationCanceledException>(() => Scanning.Run(Recipe(Genome()), new RecordingLog(), stop.Token));

        Assert.Equal(["genome.fa"], Directory.EnumerateFileSystemEntries(_temporary.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void A_genome_is_streamed()
    {
        var draws = RandomStream.For(5, "genome");
        string genome = _temporary.Write("large.fa", ">s\n" + string.Concat(Enumerable.Repeat(SyntheticSequences.Random(1000, draws) + "\n", 3000)));
        var log = new MemoryLog();

        var result = Scanning.Run(Recipe(genome) with { StepBases = 100, BatchSize = 256 }, log, default);

        Assert.Equal(60_000, result.Windows);
        // Forty bytes for each of the 40,000 windows between the two would be more.
        Assert.True(log.Held[5] - log.Held[1] < 1_600_000, string.Join(' ', log.Held));
    }

    [Theory]
    [InlineData("class", "'maybe'", "'no', 'yes'", "class=maybe")]
    [InlineData("window_bases", "31", "30 bases", "window_bases=31")]
    [InlineData("origin", "30", "0 to 29", "origin=30")]
    [InlineData("region", "no such place", "u:5-9", "region='u:5-9'")]
    public void What_does_not_fit_the_model_or_the_genome_is_one_sentence(string key, string found, string expected, string argument)
    {
        var recipe = RecipeBinder.Bind<ScanRecipe>(
            (RecipeText?)null, [$"model={models.Classifier}", $"genome={Genome()}", $"output={Output}", "device=cpu", argument]);

        Fault.Of<RecipeException>(() => Scan(recipe), key, found, expected);
    }

    [Fact]
    public void A_genome_without_a_window_and_one_with_a_strange_name_are_refused()
    {
        Fault.Of<InputException>(() => Scan(Recipe(_temporary.Write("a.fa", ">s\nACGT\n"))), "30 bases of a window");
        Fault.Of<InputException>(() => Scan(Recipe(_temporary.Write("b.fa", ">track\nACGT\n"))), "'track'");
        Fault.Of<ModelFolderException>(() => Scan(Recipe(Genome()) with { Model = models.LanguageModel }), "without a trained head");
    }

    [Fact]
    public void A_window_is_as_long_as_the_median_training_sequence() =>
        Assert.Equal((30, 15), (Scan(Recipe(Genome())).Grid.WindowBases, Scan(Recipe(Genome())).Grid.Origin));

    private string Output => _temporary["scan"];

    private string Genome() =>
        _temporary.Write("genome.fa", $">s\n{SyntheticSequences.Random(200, RandomStream.For(4, "genome"))}\n");

    private ScanRecipe Recipe(string genome) =>
        new() { Model = models.Classifier, Genome = genome, Output = Output, StepBases = 5, Device = "cpu", BatchSize = 8 };

    private static ScanResult Scan(ScanRecipe recipe) => Scanning.Run(recipe, new RecordingLog(), default);

    private List<(Interval Place, double Value)> Values(string file)
    {
        using var reader = BedReader.Open(Path.Combine(Output, file));
        return [.. reader.Read().Select(record => (record.Place, double.Parse(record.Name, CultureInfo.InvariantCulture)))];
    }

    private List<(long Start, long End, Strand Strand, string Score)> Calls()
    {
        using var reader = BedReader.Open(Path.Combine(Output, "calls.bed"));
        return [.. reader.Read().Select(call => (call.Place.Start, call.Place.End, call.Place.Strand, call.Score))];
    }

    /// <summary>Keeps how much memory is held after every ten thousand reports.</summary>
    private sealed class MemoryLog : IRunLog
    {
        private long _calls;

        public List<long> Held { get; } = [];

        public void Note(string sentence)
        {
        }

        public void Warn(string sentence)
        {
        }

        public void Step(StepReport report, long steps)
        {
        }

        public void Progress(string what, long done, long? total, string unit)
        {
            if (what == "scanning" && _calls++ % 10_000 == 0)
                Held.Add(GC.GetTotalMemory(forceFullCollection: true));
        }
    }
}
