using System.Globalization;
using Cistron.Data.Recipes;
using Cistron.Data.Verbs;
using Cistron.Runs.Recipes;
using Cistron.Runs.Tests.Folders;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Randomness;
using Cistron.Sequences.Transcripts;

namespace Cistron.Data.Tests.Verbs;

public sealed class MeasuringTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Output => Path.Combine(_folder.Path, "features.csv");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_transcript_has_the_values_that_are_counted_by_hand()
    {
        var row = Row(Recipe(">one first\nCCATGAAATAGCC\n") with { FrameEnds = FrameEnds.Complete });

        Assert.Equal("one", row["id"]);
        Assert.Equal("13", row["length"]);
        Assert.Equal("0.461538", row["gc"]);                      // 6 of 13
        Assert.Equal(("2", "11", "9"), (row["frame_start"], row["frame_end"], row["frame_length"]));
        Assert.Equal("0.692308", row["frame_share"]);             // 9 of 13
        // ATGAAATAG: A 2, 2, 1 by place, G 0, 0, 2, T 1, 1, 0; classes 9 and 0, C 9 and 9, G 0 and 6, T 9 and 6.
        double fickett = 0.26 * 0.22 + 0.11 * 0.28 + 0.18 * 0.23 + 0.12 * 0.31 + 0.31 * 0.90 + 0.15 * 0.41 + 0.33 * 0.09 + 0.14 * 0.56;
        Assert.Equal(fickett, double.Parse(row["fickett_score"], CultureInfo.InvariantCulture), 6);
        Assert.Equal("0.384615", row["composition_A"]);           // 5 of 13
        Assert.Equal("0.25", row["transition_AT"]);               // AT, AT and TA of 12 neighbours
        Assert.Equal(("0.230769", "0.769231"), (row["first_A"], row["last_A"]));
        Assert.Equal("0.166667", row["share_AA"]);                // 2 of 12
        Assert.Equal("0.090909", row["share_AAA"]);               // 1 of 11
        Assert.Equal("0", row["share_GGG"]);
    }

    [Fact]
    public void The_hexamer_score_is_the_mean_of_what_the_training_rows_say()
    {
        var row = Row(Recipe(">one\nGCTAAAGCT\n") with
        {
            Coding = _folder.Write("coding.fa", ">c\nGCUAAA\n"),
            Noncoding = _folder.Write("noncoding.fa", ">n\nCCCCC\n"),
        });

        // GCTAAA 2 of 4096 + 1 frames' hexamers, AAAGCT 1, everything 1 of 4096 others.
        double seen = Math.Log(2.0 / 4097 * 4096), unseen = Math.Log(1.0 / 4097 * 4096);
        Assert.Equal((seen + unseen) / 2, double.Parse(row["hexamer_score"], CultureInfo.InvariantCulture), 6);
    }

    [Fact]
    public void A_row_has_a_field_for_each_column_whatever_is_asked_for()
    {
        foreach (int longest in new[] { 0, 1, 4 })
        {
            FeaturesResult result = Run(Recipe(">one\nACGT\n>two\nNNN\n>three\nA\n") with { LongestKmers = longest });

            string[][] rows = [.. File.ReadLines(Output).Select(line => line.Split(','))];
            int kmers = Enumerable.Range(1, longest).Sum(k => 1 << 2 * k);
            Assert.Equal((3, 8 + 30 + kmers), (result.Transcripts, result.Features));
            Assert.All(rows, row => Assert.Equal(1 + result.Features, row.Length));
            Assert.Equal(rows[0].Length, rows[0].Distinct().Count());
            Assert.All(rows.Skip(1).SelectMany(row => row.Skip(1)), field =>
                Assert.True(double.IsFinite(double.Parse(field, CultureInfo.InvariantCulture)), field));
        }
    }

    [Fact]
    public void Rna_and_soft_masked_dna_have_the_features_of_dna()
    {
        string bases = Bases(500);
        string[] texts = [bases, bases.Replace('T', 'U'), bases.ToLowerInvariant()];

        string[] tables = [.. texts.Select(text =>
        {
            Run(Recipe($">one\n{text}\n"));
            return File.ReadAllText(Output);
        })];

        Assert.Single(tables.Distinct());
    }

    [Fact]
    public void Ambiguous_letters_count_in_the_length_and_nowhere_else()
    {
        var row = Row(Recipe(">one\nGNCNAA\n"));

        Assert.Equal(("6", "0.5", "0.5"), (row["length"], row["gc"], row["composition_A"]));
        Assert.Equal(("0.2", "0"), (row["share_AA"], row["share_GC"]));
    }

    [Fact]
    public void A_table_keeps_its_labels()
    {
        string input = _folder.Write("rows.csv", "name,sequence,label\nx,ATGTAA,coding\ny,AAAA,\"a, b\"\n");

        Run(new FeaturesRecipe { Input = input, Output = Output });

        string[] lines = File.ReadAllLines(Output);
        Assert.StartsWith("id,label,length,gc,frame_start,", lines[0], StringComparison.Ordinal);
        Assert.EndsWith(",share_TTT", lines[0], StringComparison.Ordinal);
        Assert.Contains(",coding,6,", lines[1], StringComparison.Ordinal);
        Assert.Contains(",\"a, b\",4,", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Transcripts_without_a_complete_frame_are_counted()
    {
        string text = ">one\nATGTAA\n>two\nAAAAAA\n";

        Assert.Equal(1, Run(Recipe(text) with { FrameEnds = FrameEnds.Complete }).WithoutFrame);
        Assert.Equal(0, Run(Recipe(text)).WithoutFrame);
    }

    [Theory]
    [InlineData("", "there is no sequence in the file")]
    [InlineData(">one\nACGT\n>two\nAC!T\n", "sequence 'two' has '!' at position 3")]
    public void A_wrong_file_is_a_sentence_and_leaves_no_table(string text, string expected)
    {
        var fault = Assert.Throws<InputException>(() => Run(Recipe(text)));

        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Output));
    }

    [Theory]
    [InlineData("coding=c.fa", "output=b.csv", "noncoding is missing")]
    [InlineData("longest_kmers=7", "output=b.csv", "longest_kmers")]
    [InlineData("longest_kmers=3", "output=a.fa", "output is one of the files that are read")]
    [InlineData("longest_kmers=3", "output=b.txt", "output is a table")]
    public void Faults_of_the_recipe_are_sentences(string first, string second, string expected)
    {
        var fault = Assert.Throws<RecipeException>(() =>
            RecipeBinder.Bind<FeaturesRecipe>((RecipeText?)null, ["input=a.fa", first, second]));

        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Little_is_allocated_for_a_row()
    {
        // The record and its words; 122 numbers as strings would be more than 3,000 bytes.
        string record = $">one\n{Bases(300)}\n";
        string few = string.Concat(Enumerable.Repeat(record, 50)), many = string.Concat(Enumerable.Repeat(record, 1050));
        Allocated(few);

        long perRow = (Allocated(many) - Allocated(few)) / 1000;

        Assert.InRange(perRow, 0, 3000);
    }

    private long Allocated(string text)
    {
        FeaturesRecipe recipe = Recipe(text);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Run(recipe);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private FeaturesRecipe Recipe(string text) => new() { Input = _folder.Write("transcripts.fa", text), Output = Output };

    private static FeaturesResult Run(FeaturesRecipe recipe) => Measuring.Run(recipe, new RecordingLog(), default);

    private Dictionary<string, string> Row(FeaturesRecipe recipe)
    {
        Run(recipe);
        string[][] lines = [.. File.ReadLines(Output).Select(line => line.Split(','))];
        return lines[0].Zip(lines[1]).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    private static string Bases(int count)
    {
        RandomStream draws = RandomStream.For(4, "transcript");
        return string.Concat(Enumerable.Range(0, count).Select(_ => "ACGT"[(int)draws.NextBelow(4)]));
    }
}
