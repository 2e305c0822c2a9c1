using Cistron.Sequences.Formats.Bed;

namespace Cistron.Sequences.Tests.Formats.Bed;

public class BedHostileInputs() : HostileInputs("bed")
{
    protected override IReadOnlyList<byte[]> Examples =>
    [
        "track name=a\nchr1\t0\t5\tone\t0\t+\textra\nchr2\t10\t20\ttwo\t900\t-\textra\n"u8.ToArray(),
        "#chrom\tstart\tend\tpeak\nchr1\t3\t5\t9\n"u8.ToArray(),
        "# note\r\nchr1 7 7\r\nchr1 8 9"u8.ToArray(),
    ];

    protected override void ReadAll(string path)
    {
        using var reader = BedReader.Open(path);
        foreach (BedRecord record in reader.Read())
        {
            Assert.NotEmpty(record.Place.Sequence);
            Assert.InRange(record.Place.Start, 0, record.Place.End);
        }
    }
}
