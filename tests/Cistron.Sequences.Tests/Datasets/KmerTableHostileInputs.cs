using Cistron.Sequences.Datasets;
using Cistron.Sequences.Tests.Formats;

namespace Cistron.Sequences.Tests.Datasets;

public class KmerTableHostileInputs() : HostileInputs("kmer-tables")
{
    protected override IReadOnlyList<byte[]> Examples =>
    [
        "sequence\tlabel\nACGTAC CGTACG GTACGG\t1\nTTTTTT TTTTTA\t0\nACGTAC\t0\n"u8.ToArray(),
        "sequence\tlabel\nACGT TTGA CC\t1\n\t0\nAC\t1\n"u8.ToArray(),
    ];

    protected override void ReadAll(string path)
    {
        using LabelledTable table = LabelledTable.Open(path);
        foreach (LabelledSequence sample in table.Read())
            Assert.DoesNotContain((byte)' ', sample.Bases);
    }
}
