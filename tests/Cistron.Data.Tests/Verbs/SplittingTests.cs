using System.Text;
using Cistron.Data.Folders;
using Cistron.Data.Recipes;
using Cistron.Data.Verbs;
using Cistron.Runs.Folders;
using Cistron.Runs.Tests.Folders;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Randomness;

namespace Cistron.Data.Tests.Verbs;

public sealed class SplittingTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    private string Output => Path.Combine(_temporary.Path, "out");

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void Every_row_is_in_one_table_with_all_of_its_columns()
    {
        string input = Table(100);

        var result = Run(new SplitRecipe { Input = input, Output = Output, By = SplitRule.Stratified });

        string[] lines = [.. result.Parts.SelectMany(part => File.ReadLines(Path.Combine(Output, part.File.Path)).Skip(1))];
        Assert.Equal(File.ReadLines(input).Skip(1).Order(), lines.Order());
        Assert.Equal([80, 10, 10], result.Parts.Select(part => part.Rows));
        Assert.All(result.Parts, part => Assert.Equal(part.LabelCounts["a"], part.LabelCounts["b"]));
        Assert.Equal("id,sequence,label,gene,\"a, note\"", File.ReadLines(Path.Combine(Output, "test.csv")).First());
    }

    [Fact]
    public void A_note_in_another_encoding_is_written_as_it_was_read()
    {
        string input = Path.Combine(_temporary.Path, "latin1.csv");
        string[] rows = [.. Enumerable.Range(0, 20).Select(i => $"ACGT{"ACGT"[i % 4]}{"ACGT"[i / 4 % 4]},{i % 2},\"Stra\u00DFe \"\"{i}\"\", M\u00FCller\"")];
        File.WriteAllLines(input, rows.Prepend("sequence,label,note"), Encoding.Latin1);

        var result = Run(new SplitRecipe { Input = input, Output = Output, By = SplitRule.Random });

        Assert.Equal(rows.Order(StringComparer.Ordinal), result.Parts
            .SelectMany(part => File.ReadLines(Path.Combine(Output, part.File.Path), Encoding.Latin1).Skip(1)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_name_of_a_column_in_another_encoding_is_one_sentence()
    {
        string input = Path.Combine(_temporary.Path, "latin1.csv");
        File.WriteAllLines(input, ["sequence,label,Ma\u00DF", "ACGT,0,1", "AAAA,1,2", "CCCC,1,2"], Encoding.Latin1);

        var fault = Assert.Throws<InputException>(() => Run(new SplitRecipe { Input = input, Output = Output, By = SplitRule.Random,
            Shares = new Dictionary<string, double> { ["train"] = 2, ["test"] = 1 } }));

        Assert.StartsWith($"{input}:1: the name of the column 'Ma", fault.Message);
        Assert.False(Directory.Exists(Output));
    }

    [Fact]
    public void Equal_words_in_the_column_of_groups_stay_together()
    {
        Run(new SplitRecipe { Input = Table(100), Output = Output, By = SplitRule.Group, GroupColumn = "gene" });

        var partsOfGene = new[] { "train", "dev", "test" }
            .SelectMany(part => File.ReadLines(Path.Combine(Output, $"{part}.csv")).Skip(1).Select(line => (Gene: line.Split(',')[3], Part: part)))
            .Distinct().CountBy(pair => pair.Gene);
        Assert.All(partsOfGene, gene => Assert.Equal(1, gene.Value));
    }

    [Fact]
    public void Copies_and_their_reverse_complements_stay_together_by_similarity()
    {
        string input = _temporary.Write("twins.csv", "sequence,label\n" + string.Concat(Enumerable.Range(0, 60).Select(row =>
            $"{Bases(row)},a\n{Reverse(Bases(row))},b\n")));

        var result = Run(new SplitRecipe { Input = input, Output = Output });

        Assert.Equal((60, 2), (result.Clusters, result.LargestCluster));
        foreach (var part in result.Parts)
        {
            var rows = File.ReadLines(Path.Combine(Output, part.File.Path)).Skip(1).Select(line => line.Split(',')[0]).ToHashSet();
            Assert.All(rows, bases => Assert.Contains(Reverse(bases), rows));
        }
    }

    [Fact]
    public void Subsets_of_train_are_nested()
    {
        Run(new SplitRecipe { Input = Table(100), Output = Output, By = SplitRule.Random, Subsets = [10, 20] });

        string[] train = Rows("train"), ten = Rows("train-10"), twenty = Rows("train-20");
        Assert.Equal((10, 20), (ten.Length, twenty.Length));
        Assert.Subset(twenty.ToHashSet(), ten.ToHashSet());
        Assert.Subset(train.ToHashSet(), twenty.ToHashSet());
    }

    [Fact]
    public void A_subset_larger_than_train_is_refused()
    {
        var fault = Assert.Throws<InputException>(() =>
            Run(new SplitRecipe { Input = Table(20), Output = Output, By = SplitRule.Random, Subsets = [17] }));

        Assert.Contains("16 rows", fault.Message);
        Assert.False(Directory.Exists(Output));
    }

    [Fact]
    public void Regions_need_rows_with_places()
    {
        var regions = new Dictionary<string, IReadOnlyList<string>> { ["train"] = ["chr1"], ["test"] = ["chr2"] };

        Assert.Throws<InputException>(() => Run(new SplitRecipe { Input = Table(20), Output = Output, By = SplitRule.Location, Regions = regions }));
    }

    [Fact]
    public void Rows_go_where_their_places_say()
    {
        string input = _temporary.Write("placed.csv", "sequence,label,chromosome,start,end\n"
            + "ACGT,a,chr1,0,4\nACGA,b,chr1,98,102\nACGC,a,chr1,100,104\nACGG,b,chr2,5,9\n");
        var regions = new Dictionary<string, IReadOnlyList<string>> { ["train"] = ["chr1:0-100"], ["test"] = ["chr1:100-200"] };

        var result = Run(new SplitRecipe { Input = input, Output = Output, By = SplitRule.Location, Regions = regions });

        Assert.Equal(["ACGT,a,chr1,0,4"], Rows("train"));
        Assert.Equal(["ACGC,a,chr1,100,104"], Rows("test"));
        Assert.Equal([("across a border", 1), ("in no region", 1)], result.Dropped.Select(d => (d.Reason, d.Count)));
    }

    [Theory]
    [InlineData("chr1:0-150", "chr1:100-9000", "overlap")]
    [InlineData("chr1", "chr1", "overlap")]
    [InlineData("chr1:100-0", "chr2", "names no region")]
    public void Regions_that_cannot_be_meant_are_told_before_anything_is_read(string train, string test, string fault)
    {
        var recipe = new SplitRecipe
        {
            Input = "any.csv",
            Output = Output,
            By = SplitRule.Location,
            Regions = new Dictionary<string, IReadOnlyList<string>> { ["train"] = [train], ["test"] = [test] },
        };

        Assert.Contains(recipe.Validate(), found => found.Key == "regions" && found.Fault.Contains(fault, StringComparison.Ordinal));
    }

    [Fact]
    public void A_region_on_a_sequence_that_no_row_has_is_refused()
    {
        string input = _temporary.Write("placed.csv", "sequence,label,chromosome,start,end\nACGT,a,chr1,0,4\nACGA,b,chr1,98,102\n");
        var regions = new Dictionary<string, IReadOnlyList<string>> { ["train"] = ["chr1"], ["test"] = ["chr8"] };

        var fault = Assert.Throws<InputException>(() =>
            Run(new SplitRecipe { Input = input, Output = Output, By = SplitRule.Location, Regions = regions }));

        Assert.Contains("no row lies on 'chr8'", fault.Message);
    }

    [Theory]
    [InlineData("sequence,label\nACGTACGT,a\nGGTTGGTT,b\n", "gets no row")]
    [InlineData("sequence,label\nACGTACGT,a\n,b\n", "the sequence is empty")]
    public void Rows_that_cannot_be_split_are_refused(string table, string sentence)
    {
        var fault = Assert.Throws<InputException>(() =>
            Run(new SplitRecipe { Input = _temporary.Write("t.csv", table), Output = Output, By = SplitRule.Random }));

        Assert.Contains(sentence, fault.Message);
        Assert.False(Directory.Exists(Output));
    }

    [Fact]
    public void The_manifest_has_the_recipe_and_the_source()
    {
        string input = Table(50);

        Run(new SplitRecipe { Input = input, Output = Output, By = SplitRule.Random, Seed = 7 });

        var manifest = JsonFile.Read<SplitResult>(Path.Combine(Output, PreparedFolder.ManifestFile));
        Assert.Contains("seed: 7", manifest.Recipe);
        Assert.Equal(SourceFile.Of(input), Assert.Single(manifest.Sources));
    }

    [Fact]
    public void The_same_seed_gives_the_same_files()
    {
        string input = Table(100);
        Run(new SplitRecipe { Input = input, Output = Output });
        string[] first = Rows("test");

        Run(new SplitRecipe { Input = input, Output = Output });

        Assert.Equal(first, Rows("test"));
    }

    [Fact]
    public void Fasta_files_by_class_are_split_too()
    {
        var classes = new Dictionary<string, string>
        {
            ["yes"] = _temporary.Write("yes.fa", string.Concat(Enumerable.Range(0, 20).Select(row => $">y{row}\n{Bases(row)}\n"))),
            ["no"] = _temporary.Write("no.fa", string.Concat(Enumerable.Range(20, 20).Select(row => $">n{row}\n{Bases(row)}\n"))),
        };

        var result = Run(new SplitRecipe { Classes = classes, Output = Output });

        Assert.Equal(40, result.Parts.Sum(part => part.Rows));
        Assert.Equal($"y0,{Bases(0)},yes", new[] { "train", "dev", "test" }.SelectMany(Rows).Single(line => line.StartsWith("y0,", StringComparison.Ordinal)));
    }

    private static SplitResult Run(SplitRecipe recipe) => Splitting.Run(recipe, new RecordingLog(), default);

    private string[] Rows(string part) => [.. File.ReadLines(Path.Combine(Output, $"{part}.csv")).Skip(1)];

    private string Table(int rows) => _temporary.Write("table.csv", "id,sequence,label,gene,\"a, note\"\n"
        + string.Concat(Enumerable.Range(0, rows).Select(row => $"r{row},{Bases(row)},{(row % 2 == 0 ? 'a' : 'b')},g{row / 3},note {row}\n")));

    private static string Bases(int row)
    {
        var draws = RandomStream.For(3, "test rows", row);
        return new string([.. Enumerable.Range(0, 60).Select(_ => "ACGT"[(int)draws.NextBelow(4)])]);
    }

    private static string Reverse(string bases) =>
        new([.. bases.Reverse().Select(letter => letter switch { 'A' => 'T', 'C' => 'G', 'G' => 'C', _ => 'A' })]);
}
