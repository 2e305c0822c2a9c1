using Cistron.Sequences.Datasets;
using Cistron.Sequences.Formats;

namespace Cistron.Sequences.Tests.Datasets;

public class DatasetFolderTests
{
    [Theory]
    [InlineData("train.csv dev.csv test.csv", "train.csv dev.csv test.csv")]
    [InlineData("train.tsv.gz validation.csv.gz test.tsv other.csv", "train.tsv.gz validation.csv.gz test.tsv")]
    [InlineData("train.csv val.csv", "train.csv val.csv -")]
    [InlineData("train.csv valid.tsv test.csv.gz", "train.csv valid.tsv test.csv.gz")]
    [InlineData("train.jsonl.gz dev.jsonl", "train.jsonl.gz dev.jsonl -")]
    [InlineData("train.csv", "train.csv - -")]
    public void The_parts_are_found_by_their_names(string files, string parts)
    {
        using TemporaryFolder folder = With(files);

        DatasetFolder found = DatasetFolder.Open(folder.Path);

        string?[] paths = [found.Train, found.Dev, found.Test];
        Assert.Equal(parts, string.Join(' ', paths.Select(path => Path.GetFileName(path) ?? "-")));
    }

    [Theory]
    [InlineData("dev.csv test.csv", "there is no train table")]
    [InlineData("train.csv train.tsv", "'train.tsv' lies beside it")]
    [InlineData("train.csv dev.csv valid.csv", "'valid.csv' lies beside it")]
    public void A_folder_with_a_part_too_few_or_too_many_is_refused(string files, string found)
    {
        using TemporaryFolder folder = With(files);

        var fault = Assert.Throws<InputException>(() => DatasetFolder.Open(folder.Path));

        Assert.Contains(found, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_folder_is_said_to_be_so()
    {
        using TemporaryFolder folder = With("");

        var fault = Assert.Throws<InputException>(() => DatasetFolder.Open(Path.Combine(folder.Path, "no")));

        Assert.Contains("there is no such folder", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("train.csv test.tsv.gz", true, true)]
    [InlineData("dev.csv test.csv", false, true)]
    [InlineData("train.csv dev.csv", true, false)]
    public void A_folder_tells_which_tables_it_has(string files, bool train, bool test)
    {
        using TemporaryFolder folder = With(files);

        Assert.Equal((train, test), (DatasetFolder.IsIn(folder.Path), DatasetFolder.HasTest(folder.Path)));
    }

    private static TemporaryFolder With(string files)
    {
        var folder = new TemporaryFolder();
        foreach (string file in files.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            folder.Write(file, "");
        return folder;
    }
}
