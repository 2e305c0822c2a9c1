using System.Buffers.Binary;
using Cistron.Sequences.Formats.Compression;
using Cistron.Sequences.Randomness;

namespace Cistron.Sequences.Tests.Formats.Compression;

public sealed class GziIndexTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_index_lists_the_blocks_but_the_first_and_the_empty_last()
    {
        byte[] packed = Bgzf.Pack("ACGT", "AC", "");
        string path = Write(packed);
        using BgzfReader reader = BgzfReader.Open(path);
        long secondBlock = reader.Blocks().ElementAt(1).Packed;

        GziIndex.Build(reader).Write($"{path}.gzi");

        long[] numbers = [.. File.ReadAllBytes($"{path}.gzi").Chunk(8).Select(b => BinaryPrimitives.ReadInt64LittleEndian(b))];
        Assert.Equal([1, secondBlock, 4], numbers);
    }

    [Fact]
    public void Every_byte_is_found_with_an_index_that_was_built_or_read()
    {
        for (int round = 0; round < 30; round++)
        {
            RandomStream draws = RandomStream.For(1, "gzi", round);
            string text = Bgzf.RandomBases(1 + (int)draws.NextBelow(200_000));
            int cut = (int)draws.NextBelow(text.Length);
            string path = Write(Bgzf.Pack(text[..cut], text[cut..]));
            using BgzfReader reader = BgzfReader.Open(path);
            GziIndex built = GziIndex.Build(reader);
            built.Write($"{path}.gzi");
            GziIndex read = GziIndex.Read($"{path}.gzi");

            for (int i = 0; i < 20; i++)
            {
                int start = (int)draws.NextBelow(text.Length);
                byte[] bases = new byte[draws.NextBelow(text.Length - start + 1)];

                Assert.Equal(built.Locate(start), read.Locate(start));
                Assert.Equal(bases.Length, reader.Read(read.Locate(start), bases));
                Assert.Equal(text.Substring(start, bases.Length), Texts.String(bases));
            }
            Assert.Equal(0, reader.Read(read.Locate(text.Length), new byte[1]));
        }
    }

    [Fact]
    public void The_index_of_an_empty_text_has_no_entries()
    {
        string path = Write(Bgzf.Pack());
        using BgzfReader reader = BgzfReader.Open(path);

        GziIndex.Build(reader).Write($"{path}.gzi");

        Assert.Equal(new byte[8], File.ReadAllBytes($"{path}.gzi"));
        Assert.Equal(new VirtualOffset(0, 3), GziIndex.Read($"{path}.gzi").Locate(3));
    }

    private string Write(byte[] packed)
    {
        string path = Path.Combine(_folder.Path, "x.gz");
        File.WriteAllBytes(path, packed);
        return path;
    }
}
