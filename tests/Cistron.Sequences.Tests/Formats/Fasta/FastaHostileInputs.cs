using Cistron.Sequences.Formats.Fasta;

namespace Cistron.Sequences.Tests.Formats.Fasta;

public class FastaHostileInputs() : HostileInputs("fasta")
{
    protected override IReadOnlyList<byte[]> Examples =>
        [">a first one\nACGTN\nacgt\n\n>b\nGG\n"u8.ToArray(), ">a\r\nAC\r\nGT"u8.ToArray(), ">a\n>b\nACGT\n"u8.ToArray()];

    protected override void ReadAll(string path)
    {
        foreach (FastaRecord record in FastaReader.Read(path))
            Assert.NotEmpty(record.Id);
    }
}
