using Cistron.Sequences.Formats.Compression;

namespace Cistron.Sequences.Tests.Formats.Compression;

public class GziHostileInputs() : HostileInputs("gzi")
{
    protected override IReadOnlyList<byte[]> Examples =>
    [
        new byte[8],
        [2, 0, 0, 0, 0, 0, 0, 0, 50, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0, 0, 0, 0, 0, 0, 90, 0, 0, 0, 0, 0, 0, 0, 0, 0xFE, 1, 0, 0, 0, 0, 0],
    ];

    protected override void ReadAll(string path)
    {
        GziIndex index = GziIndex.Read(path);
        for (long offset = 0; offset < 200_000; offset += 10_000)
        {
            VirtualOffset place = index.Locate(offset);
            Assert.InRange(place.Within, 0, offset);
            Assert.InRange(place.Block, 0, long.MaxValue);
        }
    }
}
