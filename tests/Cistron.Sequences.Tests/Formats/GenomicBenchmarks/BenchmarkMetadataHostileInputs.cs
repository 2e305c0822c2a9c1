using Cistron.Sequences.Formats.GenomicBenchmarks;

namespace Cistron.Sequences.Tests.Formats.GenomicBenchmarks;

public class BenchmarkMetadataHostileInputs() : HostileInputs("genomic-benchmarks-metadata")
{
    protected override IReadOnlyList<byte[]> Examples =>
    [
        "version: 0\nclasses:\n  negative:\n    type: fa.gz\n    url: http://x/y.fa.gz\n  positive:\n    url: 'x'\n"u8.ToArray(),
    ];

    protected override void ReadAll(string path)
    {
        BenchmarkMetadata metadata = BenchmarkMetadata.Read(path);

        Assert.All(metadata.Classes, each => Assert.Equal(each.Name, Path.GetFileName(each.Name)));
    }
}
