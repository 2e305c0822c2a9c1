using Cistron.Data.Folders;
using Cistron.Data.Recipes;
using Cistron.Data.Verbs;
using Cistron.Runs.Folders;
using Cistron.Runs.Recipes;
using Cistron.Runs.Tests.Folders;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Randomness;

namespace Cistron.Data.Tests.Verbs;

public sealed class SequencingTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    private string Output => Path.Combine(_temporary.Path, "out");

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void No_sequence_is_in_two_parts_and_every_label_is_in_each()
    {
        ReadsResult result = Run(Recipe());

        Assert.Equal([480, 60, 60], result.Parts.Select(part => part.Rows));
        var parts = result.Parts.Select(part => Rows(part.Name)).ToArray();
        Assert.Equal(30, parts.SelectMany(rows => rows).Count(row => row[2] == "gene3"));
        Assert.All(parts, rows => Assert.Equal(["x", "y"], rows.Select(row => row[1]).Distinct().Order()));
        string[] sources = [.. parts.SelectMany(rows => rows.Select(row => row[2]).Distinct())];
        Assert.Equal(sources.Distinct().Count(), sources.Length);
        Assert.Equal(Sequencing.Verb, JsonFile.Read<Manifest>(Path.Combine(Output, PreparedFolder.ManifestFile)).Verb);
    }

    [Fact]
    public void Reads_that_are_drawn_one_by_one_share_their_sequences()
    {
        Run(Recipe() with { By = ReadSplit.Read });

        Assert.True(Rows("train").Select(row => row[2]).Intersect(Rows("test").Select(row => row[2])).Count() > 5);
    }

    [Fact]
    public void The_same_recipe_writes_the_same_reads_and_another_seed_others()
    {
        Run(Recipe());
        string first = File.ReadAllText(Path.Combine(Output, "train.csv"));
        Run(Recipe());
        string again = File.ReadAllText(Path.Combine(Output, "train.csv"));
        Run(Recipe() with { Seed = 2 });

        Assert.Equal(first, again);
        Assert.NotEqual(first, File.ReadAllText(Path.Combine(Output, "train.csv")));
    }

    [Fact]
    public void Any_word_of_the_header_can_be_the_label()
    {
        Run(Recipe() with { LabelWord = 2 });

        Assert.Equal(["Bacteria"], Rows("train").Select(row => row[1]).Distinct());
    }

    [Fact]
    public void A_header_without_the_word_is_named_with_its_line()
    {
        string bare = _temporary.Write("bare.fa", ">one x\nACGTACGT\n>two\nACGTACGT\n");

        var none = Assert.Throws<InputException>(() => Run(Recipe() with { Input = bare, MinBases = 5, MaxBases = 5 }));
        var far = Assert.Throws<InputException>(() => Run(Recipe() with { Input = bare, LabelWord = 3 }));

        Assert.StartsWith($"{bare}:3: the header has no word behind the name", none.Message, StringComparison.Ordinal);
        Assert.StartsWith($"{bare}:1: the header has 2 words; word 3 was to be the label", far.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Output));
    }

    [Fact]
    public void Sequences_that_give_no_read_are_counted_and_it_is_a_fault_when_none_does()
    {
        var primers = Recipe() with { ForwardPrimer = "GGGGGGGGGGGGGGGG", ReversePrimer = "CCCCCCCCCCCCCCCC", PrimerMismatches = 0 };
        string mixed = _temporary.Write("mixed.fa", File.ReadAllText(Recipe().Input) + ">short Bacteria x\nACGT\n");

        var fault = Assert.Throws<InputException>(() => Run(primers));

        Assert.Contains("none of its 20 sequences gives a read", fault.Message, StringComparison.Ordinal);
        Assert.Equal((20, 1), (Run(Recipe() with { Input = mixed }).Sequences, Run(Recipe() with { Input = mixed }).LeftOut));
    }

    [Theory]
    [InlineData("min_bases=9", "max_bases=8", "max_bases is 8, less than min_bases")]
    [InlineData("forward_primer=ACGT", "seed=1", "reverse_primer is missing")]
    [InlineData("forward_primer=ACGX", "reverse_primer=ACGTT", "forward_primer is 'ACGX'")]
    [InlineData("shares={dev: 0.5, test: 0.5}", "seed=1", "shares are positive numbers")]
    public void Faults_of_the_recipe_are_sentences(string first, string second, string expected)
    {
        var fault = Assert.Throws<RecipeException>(() =>
            RecipeBinder.Bind<ReadsRecipe>((RecipeText?)null, ["input=a.fa", "output=b", first, second]));

        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    // Twenty genes of 200 bases, ten of each label.
    private ReadsRecipe Recipe()
    {
        string path = Path.Combine(_temporary.Path, "genes.fa");
        if (!File.Exists(path))
            File.WriteAllText(path, string.Concat(Enumerable.Range(0, 20).Select(gene =>
                $">gene{gene} Bacteria {(gene % 2 == 0 ? "x" : "y")}\n{Bases(gene)}\n")));
        return new ReadsRecipe { Input = path, Output = Output, ReadsOfSequence = 30, MinBases = 40, MaxBases = 60 };
    }

    private static ReadsResult Run(ReadsRecipe recipe) => Sequencing.Run(recipe, new RecordingLog(), default);

    private string[][] Rows(string part) =>
        [.. File.ReadLines(Path.Combine(Output, $"{part}.csv")).Skip(1).Select(line => line.Split(','))];

    private static string Bases(int gene)
    {
        RandomStream draws = RandomStream.For(4, "gene", gene);
        return string.Concat(Enumerable.Range(0, 200).Select(_ => "ACGT"[(int)draws.NextBelow(4)]));
    }

    private sealed record Manifest(string Verb);
}
