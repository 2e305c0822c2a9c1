using System.Globalization;
using Cistron.Models.Folders;
using Cistron.Runs.Recipes;
using Cistron.Sequences.Formats;
using Cistron.Torch;
using Cistron.Training.Interpretation.Mutagenesis;
using Cistron.Training.Recipes;
using Cistron.Training.Tests.Examples;
using Cistron.Training.Verbs;

namespace Cistron.Training.Tests.Verbs;

[Collection(TrainedModelsCollection.Name)]
public sealed class MutatingTests(TrainedModels models) : IDisposable
{
    //                             0         1         2         3         4
    //                             01234567890123456789012345678901234567890123
    private const string Contig = "ACGTTGCAAGGGTCATTACGGATCCATGCATTAGGCATTACGTA";

    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void Every_base_is_put_in_the_place_of_every_other_and_never_of_itself()
    {
        var result = Mutate(OfInput(">a\nACNT\n>b\nGG\n"));

        string[][] rows = Table();
        Assert.Equal(["sequence", "start", "end", "id", "reference", "alternative"], rows[0][..6]);
        Assert.Equal(
            ["a 0 A>C", "a 0 A>G", "a 0 A>T", "a 1 C>A", "a 1 C>G", "a 1 C>T", "a 3 T>A", "a 3 T>C", "a 3 T>G",
                "b 0 G>A", "b 0 G>C", "b 0 G>T", "b 1 G>A", "b 1 G>C", "b 1 G>T"],
            rows[1..].Select(row => $"{row[0]} {row[1]} {row[4]}>{row[5]}"));
        Assert.Equal(15, result.Changes);
        Assert.All(rows[1..], row => Assert.Equal(1, int.Parse(row[2], CultureInfo.InvariantCulture) - int.Parse(row[1], CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Each_change_has_the_probabilities_that_the_model_predicts()
    {
        Mutate(OfInput(">a\nACGTTGCAAGGGTCATTACG\n"));

        foreach (string[] row in Table()[1..])
        {
            int place = int.Parse(row[1], CultureInfo.InvariantCulture);
            double without = Probability("ACGTTGCAAGGGTCATTACG"), with = Probability($"{"ACGTTGCAAGGGTCATTACG"[..place]}{row[5]}{"ACGTTGCAAGGGTCATTACG"[(place + 1)..]}");
            Assert.Equal(without, Number(row[6]), 2e-6);
            Assert.Equal(with, Number(row[7]), 2e-6);
            Assert.Equal(with - without, Number(row[8]), 2e-6);
            Assert.Equal(new VariantEffect(without, with).Log2OddsRatio, Number(row[10]), 1e-3);
        }
    }

    [Fact]
    public void The_table_is_the_same_whatever_the_batch()
    {
        Mutate(OfInput(">a\nACGTTGCAAG\n>b\nTTTGGG\n") with { BatchSize = 1 });
        string[][] one = Table();

        Mutate(OfInput(">a\nACGTTGCAAG\n>b\nTTTGGG\n") with { BatchSize = 7 });

        Assert.Equal(one.Select(row => string.Join(' ', row[..6])), Table().Select(row => string.Join(' ', row[..6])));
        Assert.All(one[1..].Zip(Table()[1..]), pair => Assert.Equal(Number(pair.First[7]), Number(pair.Second[7]), 1e-5));
    }

    [Fact]
    public void Variants_are_scored_in_windows_of_one_length_that_begin_alike()
    {
        Mutate(OfVariants("c\t21\tsnv\tG\tA,C\t.\t.\t.", "c\t19\tdel\tCGGA\tC\t.\t.\t.", "c\t19\tins\tC\tCTTT\t.\t.\t."));

        // Twenty bases round the change, from the same base on; what is lost comes in behind, what is added goes out there.
        (string Without, string With)[] windows =
        [
            (Contig[11..31], Contig[11..20] + "A" + Contig[21..31]), (Contig[11..31], Contig[11..20] + "C" + Contig[21..31]),
            (Contig[10..30], Contig[10..19] + Contig[22..33]), (Contig[9..29], Contig[9..19] + "TTT" + Contig[19..26]),
        ];
        string[][] rows = Table()[1..];
        Assert.Equal(["snv G>A", "snv G>C", "del CGGA>C", "ins C>CTTT"], rows.Select(row => $"{row[3]} {row[4]}>{row[5]}"));
        foreach (var (row, (without, with)) in rows.Zip(windows))
        {
            Assert.Equal((20, 20), (without.Length, with.Length));
            Assert.Equal(Probability(without), Number(row[6]), 2e-6);
            Assert.Equal(Probability(with), Number(row[7]), 2e-6);
        }
    }

    [Fact]
    public void An_origin_is_the_base_of_the_window_that_variants_begin_at()
    {
        Mutate(OfVariants("c\t21\tsnv\tG\tA\t.\t.\t.", "c\t3\tsnv\tG\tA\t.\t.\t.") with { Origin = 4 });

        string[][] rows = Table()[1..];
        Assert.Equal(Probability(Contig[16..20] + "A" + Contig[21..36]), Number(rows[0][7]), 2e-6);
        // The contig begins before the window could.
        Assert.Equal(Probability("ACA" + Contig[3..20]), Number(rows[1][7]), 2e-6);
        Fault.Of<RecipeException>(() => Mutate(OfVariants("c\t21\t.\tG\tA\t.\t.\t.") with { Origin = 20 }), "origin", "0 to 19");
    }

    [Fact]
    public void Variants_at_the_ends_of_a_contig_are_scored_and_what_cannot_be_is_counted()
    {
        var log = new RecordingLog();

        var result = Mutating.Run(OfVariants(
            "c\t1\t.\tA\tG\t.\t.\t.", "c\t44\t.\tA\tG\t.\t.\t.", "c\t41\t.\tCGTA\tC\t.\t.\t.", "d\t1\t.\tA\tG\t.\t.\t.", "c\t2\t.\tC\t<DEL>\t.\t.\t.",
            $"c\t1\t.\t{Contig[..30]}\tA\t.\t.\t."), log, default);

        Assert.Equal(3, result.Changes);
        Assert.Equal(3, result.LeftOut.Count);
        Assert.Equal(result.LeftOut, log.Warnings);
        Assert.Contains(result.LeftOut, words => words.StartsWith("1 alleles are on contigs", StringComparison.Ordinal));
        string[] lastRow = Table()[^1];
        Assert.Equal(Probability(Contig[24..41]), Number(lastRow[7]), 2e-6);
    }

    [Fact]
    public void The_strongest_changes_and_the_distribution_are_those_of_the_table()
    {
        var result = Mutate(OfInput(">a\nACGTTGCAAGGGTCATTACG\n"));

        double[] ratios = [.. Table()[1..].Select(row => Number(row[10]))];
        Assert.Equal(ratios.Select(Math.Abs).OrderDescending().Take(20), result.Strongest.Select(change => Math.Abs(change.Effect.Log2OddsRatio)),
            (a, b) => Math.Abs(a - b) < 1e-5);
        Assert.Equal(60, result.Differences.Sum());
        Assert.Equal(ratios.Average(Math.Abs), result.MeanSize, 1e-5);
        Assert.All(result.Files, file => Assert.True(File.Exists(Path.Combine(Output, file)), file));
    }

    [Fact]
    public void What_cannot_be_scored_is_one_sentence_and_leaves_nothing()
    {
        Fault.Of<InputException>(() => Mutate(OfVariants("c\t1\t.\tC\tG\t.\t.\t.")), ":3:", "the genome has 'A'");
        Fault.Of<InputException>(() => Mutate(OfVariants("d\t1\t.\tC\tG\t.\t.\t.")), "no change to score");
        Fault.Of<InputException>(() => Mutate(OfInput($">a\n{new string('A', 31)}\n")), "31 bases");
        Fault.Of<RecipeException>(() => Mutate(OfVariants("c\t1\t.\tA\tG\t.\t.\t.") with { WindowBases = 31 }), "window_bases", "30 bases");
        Assert.False(Directory.Exists(Output));
    }

    [Theory]
    [InlineData("input", "not both", "input=a.fa", "variants=v.vcf", "genome=g.fa")]
    [InlineData("input", "needed")]
    [InlineData("genome", "belongs to variants", "variants=v.vcf")]
    [InlineData("window_bases", "belongs to variants", "input=a.fa", "window_bases=10")]
    [InlineData("variants", "'rows'", "variants=v.vcf", "genome=g.fa", "rows=3")]
    public void Keys_that_contradict_each_other_are_told(string key, string word, params string[] arguments) => Fault.Of<RecipeException>(
        () => Bind(arguments), key, word);

    private static void Bind(string[] arguments)
    {
        try
        {
            RecipeBinder.Bind<MutagenesisRecipe>((RecipeText?)null, ["model=m", "output=o", .. arguments]);
        }
        catch (RecipeException fault)
        {
            throw new RecipeException([.. fault.Faults.Take(1)]);
        }
    }

    private string Output => _temporary["mutagenesis"];

    private MutagenesisRecipe OfInput(string fasta) =>
        new() { Model = models.Classifier, Input = _temporary.Write("rows.fa", fasta), Output = Output, Device = "cpu" };

    private MutagenesisRecipe OfVariants(params string[] records) => new()
    {
        Model = models.Classifier,
        Variants = _temporary.Write("v.vcf", "##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n" + string.Concat(records.Select(record => $"{record}\n"))),
        Genome = _temporary.Write("g.fa", $">c\n{Contig}\n"),
        Output = Output,
        WindowBases = 20,
        Device = "cpu",
    };

    private static MutagenesisResult Mutate(MutagenesisRecipe recipe) => Mutating.Run(recipe, new RecordingLog(), default);

    private string[][] Table() => [.. File.ReadLines(Path.Combine(Output, Mutating.TableFile)).Select(line => line.Split('\t'))];

    private double Probability(string bases)
    {
        using var scope = new TensorScope();
        var predictor = ModelFolder.Open(models.Classifier).LoadPredictor(Device.Cpu, null);
        return predictor.Predict([bases.Select(letter => (byte)letter).ToArray()], b => b, 1).Single().Output[1];
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
