using Cistron.Sequences.Formats.Fastq;

namespace Cistron.Sequences.Tests.Formats.Fastq;

public class FastqHostileInputs() : HostileInputs("fastq")
{
    protected override IReadOnlyList<byte[]> Examples =>
    [
        "@a first one\nACGTN\n+\nIIII!\n\n@b\nGG\n+b\n@+\n"u8.ToArray(),
        "@a\r\nACGT\r\n+a\r\n~~~~"u8.ToArray(),
        "@a\n\n+\n\n@b\nACGT\n+\n!!!!\n"u8.ToArray(),
    ];

    protected override void ReadAll(string path)
    {
        foreach (FastqRecord record in FastqReader.Read(path))
        {
            Assert.NotEmpty(record.Id);
            Assert.Equal(record.Bases.Length, record.Qualities.Length);
            Assert.All(record.Qualities, quality => Assert.InRange(quality, 0, FastqRecord.MostQuality));
        }
    }
}
