using Cistron.Sequences.Formats;
using Cistron.Sequences.Formats.GenomicBenchmarks;

namespace Cistron.Sequences.Tests.Formats.GenomicBenchmarks;

public sealed class GenomicBenchmarkTests : IDisposable
{
    private const string Metadata = """
        # A benchmark
        classes:
          worm:
            type: fa.gz
            url: "http://example.org/worm.fa.gz"
          human:
            extra_processing: ENSEMBL_HUMAN_GENOME
            other: 'x'
        version: 3

        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Metadata_name_the_classes_in_order()
    {
        BenchmarkMetadata metadata = BenchmarkMetadata.Read(_folder.Write("metadata.yaml", Metadata));

        Assert.Equal(3, metadata.Version);
        Assert.Equal(
            [
                new BenchmarkClass("worm", "http://example.org/worm.fa.gz", "fa.gz", ""),
                new BenchmarkClass("human", "", "", "ENSEMBL_HUMAN_GENOME"),
            ],
            metadata.Classes);
    }

    [Fact]
    public void Rows_are_read_split_by_split_and_class_by_class_with_positions_from_0()
    {
        WriteBenchmark();

        IEnumerable<string> rows = GenomicBenchmark.Open(_folder.Path).Read()
            .Select(row => $"{row.Split} {row.Class} {row.Id} {row.Place} {row.Line}");

        Assert.Equal(
            [
                "train worm 0 I:0-5(+) 2", "train worm 1 II:7-9(-) 3", "train human 0 chr1:10-20(+) 2",
                "test worm 0 I:0-5(+) 2", "test human 0 chrX:1-2(-) 2",
            ],
            rows);
    }

    [Theory]
    [InlineData("../evil")]
    [InlineData("a/b")]
    [InlineData(".hidden")]
    [InlineData("a\\b")]
    public void The_name_of_a_class_never_leads_out_of_the_folder(string name)
    {
        string path = _folder.Write("metadata.yaml", $"classes:\n  {name}:\n    url: x\n");

        var fault = Assert.Throws<InputException>(() => BenchmarkMetadata.Read(path));

        Assert.Contains("the class is called", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_table_is_named_when_the_folder_is_opened()
    {
        WriteBenchmark();
        File.Delete(Path.Combine(_folder.Path, "test", "human.csv"));

        var fault = Assert.Throws<InputException>(() => GenomicBenchmark.Open(_folder.Path));

        Assert.Equal(Path.Combine(_folder.Path, "test", "human.csv.gz"), fault.File);
    }

    private void WriteBenchmark()
    {
        _folder.Write("metadata.yaml", Metadata);
        Directory.CreateDirectory(Path.Combine(_folder.Path, "train"));
        Directory.CreateDirectory(Path.Combine(_folder.Path, "test"));
        const string Worm = "id,region,start,end,strand\n0,I,0,5,+\n";
        File.WriteAllBytes(Path.Combine(_folder.Path, "train", "worm.csv.gz"), Texts.Gzip(Worm + "1,II,7,9,-\n"));
        _folder.Write("train/human.csv", "id,region,start,end,strand\n0,chr1,10,20,+\n");
        _folder.Write("test/worm.csv", Worm);
        _folder.Write("test/human.csv", "strand,end,start,region,id\n-,2,1,chrX,0\n");
    }
}
