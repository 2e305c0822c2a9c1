namespace Cistron.Sequences.Formats.GenomicBenchmarks;

/// <summary>
/// A folder in the coordinate layout of genomic-benchmarks: <c>metadata.yaml</c>, and for each class
/// <c>train/CLASS.csv.gz</c> and <c>test/CLASS.csv.gz</c>.
/// </summary>
public sealed class GenomicBenchmark
{
    /// <summary>The file that names the classes.</summary>
    public const string MetadataFile = "metadata.yaml";

    private readonly string _folder;

    private GenomicBenchmark(string folder, BenchmarkMetadata metadata) => (_folder, Metadata) = (folder, metadata);

    /// <summary>The splits in the order in which they are read.</summary>
    public static IReadOnlyList<string> Splits { get; } = ["train", "test"];

    /// <summary>What <c>metadata.yaml</c> says.</summary>
    public BenchmarkMetadata Metadata { get; }

    /// <summary>Opens a folder.</summary>
    /// <exception cref="InputException">
    /// Its metadata cannot be read, or the table of a class and split is missing.
    /// </exception>
    public static GenomicBenchmark Open(string folder)
    {
        var benchmark = new GenomicBenchmark(folder, BenchmarkMetadata.Read(Path.Combine(folder, MetadataFile)));
        foreach (string split in Splits)
            foreach (BenchmarkClass each in benchmark.Metadata.Classes)
                benchmark.TablePath(split, each.Name);
        return benchmark;
    }

    /// <summary>All rows: split by split, in each class by class, in each in the order of the table.</summary>
    /// <exception cref="InputException">While reading: a row is wrong.</exception>
    public IEnumerable<BenchmarkInterval> Read() =>
        from split in Splits
        from each in Metadata.Classes
        from row in BenchmarkTable.Read(TablePath(split, each.Name), split, each.Name)
        select row;

    private string TablePath(string split, string className)
    {
        string packed = Path.Combine(_folder, split, className + ".csv.gz");
        string plain = Path.Combine(_folder, split, className + ".csv");
        return File.Exists(packed) ? packed
            : File.Exists(plain) ? plain
            : throw new InputException(packed, null, "there is no such file",
                $"each class in {MetadataFile} has a table in 'train' and one in 'test'",
                "check that the folder is whole");
    }
}
