using Cistron.Sequences.Formats.GenomicBenchmarks;

namespace Cistron.Sequences.Tests.Formats.GenomicBenchmarks;

public class BenchmarkTableHostileInputs() : HostileInputs("genomic-benchmarks")
{
    protected override IReadOnlyList<byte[]> Examples =>
    [
        "id,region,start,end,strand\n0,chr1,10,20,+\n1,chrX,0,5,-\n"u8.ToArray(),
        Texts.Gzip("id,region,start,end,strand\n0,\"a,b\",10,20,+\n"),
    ];

    protected override void ReadAll(string path)
    {
        foreach (BenchmarkInterval row in BenchmarkTable.Read(path, "train", "class"))
        {
            Assert.NotEmpty(row.Place.Sequence);
            Assert.InRange(row.Place.Start, 0, row.Place.End - 1);
        }
    }
}
