using System.Text.Json;
using Cistron.Data.Recipes;
using Cistron.Data.Reports;
using Cistron.Data.Verbs;
using Cistron.Runs.Folders;
using Cistron.Runs.Tests.Folders;
using Cistron.Sequences.Formats;

namespace Cistron.Data.Tests.Verbs;

public sealed class InspectingTests : IDisposable
{
    private const string Labelled = "sequence,label\nACGTACGT,a\nCCCCGGGGTT,b\nAAAATTTT,a\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_labelled_table_is_to_be_trained_on_and_audited()
    {
        string path = Write("mine.csv", Labelled);

        InspectResult result = Run(new() { Input = path, LabelColumn = "label" });

        Assert.Equal(
        [
            $"./cistron finetune run=runs/mine data.train={path} data.label_column=label data.test_fraction=0.2 "
                + "data.alphabet=dna tokenizer.k=3 tokenizer.stride=1",
            $"./cistron data audit train={path} label_column=label alphabet=dna output=runs/audit-mine",
        ], result.NextSteps.Select(step => step.Command));
        Assert.Contains(("task", "2 classes (a: 2; b: 1), inferred from column 'label'"), Facts(result));
    }

    [Fact]
    public void Sequences_beyond_the_context_are_to_be_read_in_windows()
    {
        string rows = string.Concat(Enumerable.Range(0, 40).Select(row => $"ACGTACGT,{row % 2}\n"));

        InspectResult result = Run(new() { Input = Write("mine.csv", $"sequence,label\n{rows}{new string('A', 50)},1\n") });

        Assert.EndsWith("tokenizer.stride=1 data.context_bases=8 data.long=windows", result.NextSteps[0].Command);
    }

    [Fact]
    public void A_folder_is_looked_into_table_by_table()
    {
        Write("train.csv", Labelled);
        Write("test.csv", "sequence,label\nACGT,a\n");

        InspectResult result = Run(new() { Input = _folder.Path });

        Assert.Equal(["train", "test"], result.Parts.Select(part => part.Name));
        Assert.Equal([3, 1], result.Parts.Select(part => part.Inspection.Sequences!.Records));
        Assert.Contains($"data.folder={_folder.Path} data.alphabet=dna", result.NextSteps[0].Command);
    }

    [Fact]
    public void A_folder_without_a_train_table_names_its_largest_file()
    {
        Write("README.md", "text");
        string largest = Write("data.csv", Labelled);

        Assert.Contains($"such as {largest}",
            Assert.Throws<InputException>(() => Run(new() { Input = _folder.Path })).Message);
    }

    [Theory]
    [InlineData("x.fa", ">a\nACGT\n", "./cistron predict model=MODEL input=")]
    [InlineData("x.fq", "@a\nACGT\n+\nIIII\n", "./cistron predict model=MODEL input=")]
    [InlineData("x.bed", "chr1\t3\t9\n", "./cistron data windows annotation=")]
    [InlineData("x.fa", ">a\nMKVLEE\n", null)]
    [InlineData("x.fa", ">a\n", null)]
    [InlineData("x.vcf", "##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n1\t1\t.\tA\tC\t.\t.\t.\n", null)]
    public void Every_content_has_a_next_step(string name, string text, string? command)
    {
        InspectResult result = Run(new() { Input = Write(name, text) });

        Assert.StartsWith(command ?? "", result.NextSteps[0].Command ?? "");
        Assert.Equal(command is null, result.NextSteps[0].Command is null);
    }

    [Fact]
    public void A_genome_is_to_be_pretrained_on()
    {
        string path = Write("genome.fa", $">a\n{string.Concat(Enumerable.Repeat("ACGTTGCA", 125_000))}\n");

        Assert.Equal("./cistron pretrain run=runs/genome data.alphabet=dna tokenizer.k=6 tokenizer.stride=6 data.window_bases=3060 "
            + $"'data.corpus=[{path}]'", Run(new() { Input = path }).NextSteps[0].Command);
    }

    [Fact]
    public void Windows_are_to_be_cut_at_the_most_frequent_type()
    {
        string path = Write("x.gff3", "##gff-version 3\nc\t.\tgene\t1\t9\t.\t+\t.\t.\nc\t.\tCDS\t1\t9\t.\t+\t0\t.\nc\t.\tCDS\t3\t9\t.\t-\t0\t.\n");

        Assert.Contains(" features.type=CDS ", Run(new() { Input = path }).NextSteps[0].Command);
    }

    [Fact]
    public void The_page_shows_facts_pictures_tables_and_the_command()
    {
        string rows = string.Concat(Enumerable.Range(1, 30).Select(row => $"{new string('A', row)}{new string('C', 31 - row)}T,{row % 2}\n"));
        string page = Path.Combine(_folder.Path, "pages", "x.html");

        InspectResult result = Run(new() { Input = Write("x.csv", $"sequence,label\n{rows}ACG,<b>\n"), Output = page });

        string html = File.ReadAllText(page);
        Assert.Equal(page, result.Page);
        Assert.Equal(2, html.Split("<svg class=\"plot\"").Length - 1);
        Assert.Contains("Letters, in either case", html);
        Assert.Contains("&lt;b&gt;", html);
        Assert.DoesNotContain("<b>", html);
        Assert.Contains("./cistron finetune run=runs/x", html);
    }

    [Fact]
    public void The_page_of_a_folder_has_its_name_however_it_is_written_and_says_which_part_it_sums_up()
    {
        Write("train.csv", Labelled);
        Write("test.csv", "sequence,label\nACGT,a\n");
        string page = Path.Combine(_folder.Path, "x.html");

        Run(new() { Input = Path.Combine(_folder.Path, "."), Output = page });

        string html = File.ReadAllText(page);
        Assert.Contains($"Inspection: {Path.GetFileName(_folder.Path)}<", html);
        Assert.Contains("sequences in train", html);
    }

    [Fact]
    public void Numbers_that_cannot_be_read_from_a_screen_are_in_the_json()
    {
        InspectResult result = Run(new() { Input = Write("x.csv", Labelled) });

        JsonElement sequences = JsonSerializer.SerializeToElement(result, JsonFile.Options)
            .GetProperty("parts")[0].GetProperty("inspection").GetProperty("sequences");

        Assert.Equal("dna", sequences.GetProperty("alphabet").GetString());
        Assert.Equal(10, sequences.GetProperty("lengths").GetProperty("numbers").GetProperty("max").GetInt32());
        Assert.Equal("a", sequences.GetProperty("labels").GetProperty("most_frequent")[0].GetProperty("name").GetString());
    }

    [Fact]
    public void Words_of_a_file_cannot_steer_a_terminal()
    {
        InspectResult result = Run(new() { Input = Write("x.csv", "sequence,label\nACGT,\u001b[31mred\nACG,blue\n") });

        Assert.Contains(Facts(result), fact => fact.Meaning.Contains("?[31mred"));
        Assert.DoesNotContain(Facts(result), fact => fact.Meaning.Any(char.IsControl));
    }

    [Fact]
    public void The_reading_stops_when_it_is_asked_to()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Assert.Throws<OperationCanceledException>(
            () => Inspecting.Run(new() { Input = Write("x.csv", Labelled) }, new RecordingLog(), stop.Token));
    }

    [Fact]
    public void A_page_has_the_ending_of_one() =>
        Assert.Equal("output", Assert.Single(new InspectRecipe { Input = "x.csv", Output = "x.csv" }.Validate()).Key);

    [Fact]
    public void A_page_does_not_take_the_place_of_the_file_that_is_read()
    {
        string path = Write("x.html", Labelled), link = Path.Combine(_folder.Path, "link.html");
        File.CreateSymbolicLink(link, path);

        foreach (string output in new[] { path, link })
            Assert.Equal(("output", "is the input file, which would be lost; give another file"),
                Assert.Single(new InspectRecipe { Input = path, Output = output }.Validate()));
    }

    private static InspectResult Run(InspectRecipe recipe) => Inspecting.Run(recipe, new RecordingLog(), CancellationToken.None);

    private static (string Term, string Meaning)[] Facts(InspectResult result) => [.. InspectionFacts.Of(result.Parts[0].Inspection)];

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder.Path, name);
        File.WriteAllText(path, text);
        return path;
    }
}
