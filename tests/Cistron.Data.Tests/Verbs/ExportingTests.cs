using System.Security.Cryptography;
using Cistron.Data.Folders;
using Cistron.Data.Recipes;
using Cistron.Data.Verbs;
using Cistron.Runs.Folders;
using Cistron.Runs.Tests.Folders;
using Cistron.Sequences.Formats;

namespace Cistron.Data.Tests.Verbs;

public sealed class ExportingTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void Every_part_becomes_a_table_under_its_name_there()
    {
        string output = Export();

        Assert.Equal("id,sequence,label\nline2,ACGT,a\nline3,GGTT,b\n", File.ReadAllText(Path.Combine(output, "data/train.csv")));
        Assert.Equal("id,sequence,label\nline2,AANA,b\n", File.ReadAllText(Path.Combine(output, "data/validation.csv")));
        Assert.False(File.Exists(Path.Combine(output, "data/test.csv")));
    }

    [Fact]
    public void The_card_names_the_parts_in_its_front_matter()
    {
        string[] card = File.ReadAllLines(Path.Combine(Export(), "README.md"));

        Assert.Equal(
            [
                "---", "license: cc0-1.0", "tags: [biology, dna]", "size_categories: [\"n<1K\"]", "configs:", "- config_name: default",
                "  data_files:", "  - split: train", "    path: data/train.csv", "  - split: validation", "    path: data/validation.csv",
                "---", "# Toys",
            ],
            card.Take(13));
    }

    [Fact]
    public void Checksums_are_those_of_the_files()
    {
        string output = Export();

        foreach (string[] words in File.ReadLines(Path.Combine(output, "SHA256SUMS")).Select(line => line.Split("  ")))
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(output, words[1])))), words[0]);
        var manifest = JsonFile.Read<ExportResult>(Path.Combine(output, PreparedFolder.ManifestFile));
        Assert.Equal([2, 1], manifest.Parts.Select(part => part.Rows));
        Assert.Equal(2, manifest.Sources.Count);
    }

    [Fact]
    public void What_was_exported_is_read_back_the_same()
    {
        string output = Export();

        var again = Exporting.Run(new ExportRecipe { Folder = Path.Combine(output, "data"), Output = Path.Combine(_temporary.Path, "again") },
            new RecordingLog(), default);

        Assert.Equal(["train", "validation"], again.Parts.Select(part => part.Name));
        Assert.Equal(File.ReadAllText(Path.Combine(output, "SHA256SUMS")), File.ReadAllText(Path.Combine(_temporary.Path, "again", "SHA256SUMS")));
    }

    [Fact]
    public void A_folder_with_other_files_is_not_touched()
    {
        string precious = Directory.CreateDirectory(Path.Combine(_temporary.Path, "precious")).FullName;
        File.WriteAllText(Path.Combine(precious, "thesis.tex"), "all of it");

        var fault = Assert.Throws<InputException>(() => Export("precious"));

        Assert.StartsWith($"{precious}: the folder holds 'thesis.tex', which data export did not write", fault.Message, StringComparison.Ordinal);
        Assert.Equal("all of it", File.ReadAllText(Path.Combine(precious, "thesis.tex")));
    }

    [Fact]
    public void A_folder_that_holds_what_is_read_is_not_made_again()
    {
        string output = Export();
        string table = Path.Combine(output, "data", "train.csv");

        Assert.Throws<InputException>(() => Exporting.Run(new ExportRecipe { Train = table, Output = output }, new RecordingLog(), default));

        Assert.True(File.Exists(table));
    }

    [Fact]
    public void A_folder_of_another_verb_is_not_replaced()
    {
        string output = Export();

        var fault = Assert.Throws<InputException>(() => PreparedFolder.Check(output, "data split", []));

        Assert.Contains("data split did not write", fault.Message);
    }

    [Fact]
    public void A_table_that_is_wrong_leaves_nothing()
    {
        string train = _temporary.Write("train.csv", "sequence,label\nACGT,a\nAC!T,b\n");

        Assert.Throws<InputException>(() => Exporting.Run(
            new ExportRecipe { Train = train, Output = Path.Combine(_temporary.Path, "out") }, new RecordingLog(), default));
        Assert.Equal([train], Directory.GetFileSystemEntries(_temporary.Path));
    }

    private string Export(string name = "out")
    {
        var recipe = new ExportRecipe
        {
            Train = _temporary.Write("train.csv", "sequence,label\nacgu,a\nGGTT,b\n"),
            Dev = _temporary.Write("dev.csv", "sequence,label\nAANA,b\n"),
            Output = Path.Combine(_temporary.Path, name),
            Title = "Toys",
            Licence = "cc0-1.0",
        };
        Exporting.Run(recipe, new RecordingLog(), default);
        return recipe.Output;
    }
}
