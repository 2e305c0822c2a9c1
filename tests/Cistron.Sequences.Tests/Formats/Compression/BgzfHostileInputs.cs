using Cistron.Sequences.Formats;
using Cistron.Sequences.Formats.Compression;

namespace Cistron.Sequences.Tests.Formats.Compression;

public class BgzfHostileInputs() : HostileInputs("bgzf")
{
    protected override IReadOnlyList<byte[]> Examples =>
        [Bgzf.Pack(">a\nACGT\n"), Bgzf.Pack(">a\nACGTAC\n", "", ">b\nTT\n"), Bgzf.Pack()];

    protected override void ReadAll(string path)
    {
        using BgzfReader reader = BgzfReader.Open(path);
        GziIndex index = GziIndex.Build(reader);
        byte[] text = new byte[1 << 17];
        int length = reader.Read(index.Locate(0), text);

        using Stream whole = TextSource.Open(path);
        byte[] expected = new byte[1 << 17];
        Assert.Equal(length, whole.ReadAtLeast(expected, expected.Length, throwOnEndOfStream: false));
        Assert.Equal(expected, text);
    }
}
