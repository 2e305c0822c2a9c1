using System.IO.Compression;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Formats.Compression;
using Cistron.Sequences.Randomness;

namespace Cistron.Sequences.Tests.Formats.Compression;

public sealed class BgzfTests : IDisposable
{
    // As bgzip 1.16 wrote it.
    private const string ByBgzip = "H4sIBAAAAAAA/wYAQkMCACsAAQ0A8v8+YQpBQ0dUCkFDR1QKtcVoxw0AAAAfiwgEAAAAAAD/BgBCQwIAGwADAAAAAAAAAAAA";

    private static readonly string Long = Bgzf.RandomBases(300_000);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_bgzip_wrote_is_read()
    {
        string path = Write(Convert.FromBase64String(ByBgzip));

        using BgzfReader reader = BgzfReader.Open(path);

        Assert.Equal(">a\nACGT\nACGT\n", ReadAll(path));
        Assert.Equal("GT\nAC", Read(reader, new VirtualOffset(0, 5), 5));
    }

    [Fact]
    public void Text_of_any_length_is_packed_in_blocks_that_gzip_reads()
    {
        foreach (int length in new[] { 0, 1, 0xFEFF, 0xFF00, 0xFF01, 300_000 })
        {
            byte[] packed = Bgzf.Pack(Long[..length]);
            using var gzip = new StreamReader(new GZipStream(new MemoryStream(packed), CompressionMode.Decompress));

            Assert.Equal(Long[..length], gzip.ReadToEnd());
            Assert.Equal(Long[..length], ReadAll(Write(packed)));
            Assert.Equal((length + 0xFEFF) / 0xFF00 + 1, Offsets(packed).Count);
        }
    }

    [Theory]
    [InlineData(CompressionLevel.Fastest)]
    [InlineData(CompressionLevel.SmallestSize)]
    public void Text_that_cannot_be_packed_still_fits_into_blocks(CompressionLevel level)
    {
        byte[] noise = new byte[200_000];
        RandomStream draws = RandomStream.For(1, "noise");
        foreach (ref byte value in noise.AsSpan())
            value = (byte)draws.NextBits();
        var packed = new MemoryStream();

        using (var bgzf = new BgzfStream(packed, level))
            bgzf.Write(noise);

        using Stream text = TextSource.Unpack(new MemoryStream(packed.ToArray()), "x.gz");
        var unpacked = new MemoryStream();
        text.CopyTo(unpacked);
        Assert.Equal(noise, unpacked.ToArray());
    }

    [Fact]
    public void A_place_noted_while_writing_is_found_while_reading()
    {
        var packed = new MemoryStream();
        var places = new List<(VirtualOffset Place, int Start)>();
        using (var bgzf = new BgzfStream(packed))
        {
            for (int start = 0; start < Long.Length; start += 10_000)
            {
                places.Add((bgzf.Place, start));
                bgzf.Write(Texts.Ascii(Long.Substring(start, 10_000)));
            }
        }

        using BgzfReader reader = BgzfReader.Open(Write(packed.ToArray()));

        foreach ((VirtualOffset place, int start) in places)
        {
            VirtualOffset again = VirtualOffset.FromValue(place.Value);
            Assert.Equal(place, again);
            Assert.Equal(Long.Substring(start, 10_000), Read(reader, again, 10_000));
        }
    }

    [Fact]
    public void Reading_stops_at_the_end_of_the_file()
    {
        using BgzfReader reader = BgzfReader.Open(Write(Bgzf.Pack("ACGT", "", "AC")));

        Assert.Equal("GTAC", Read(reader, new VirtualOffset(0, 2), 10));
        Assert.Equal("", Read(reader, new VirtualOffset(reader.Length, 0), 10));
        Assert.Equal("", Read(reader, new VirtualOffset(0, 100), 10));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(1_000_000)]
    public void A_place_where_no_block_starts_is_refused(long block)
    {
        using BgzfReader reader = BgzfReader.Open(Write(Bgzf.Pack("ACGT")));

        var fault = Assert.Throws<InputException>(() => Read(reader, new VirtualOffset(block, 0), 1));

        Assert.Contains($"no whole block at byte {block};", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_cut_anywhere_is_refused_even_between_blocks()
    {
        byte[] packed = Bgzf.Pack("ACGT", "TTTT", "GG");

        for (int length = 18; length < packed.Length; length++)
        {
            string path = Write(packed[..length]);
            Assert.Contains("its last block is missing",
                Assert.Throws<InputException>(() => ReadAll(path)).Message, StringComparison.Ordinal);
            Assert.Contains("its last block is missing",
                Assert.Throws<InputException>(() => BgzfReader.Open(path)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_file_without_its_last_block_is_refused_however_it_trickles_in()
    {
        byte[] packed = Bgzf.Pack(Long);

        Assert.Equal(Long, Unpacked(packed));
        Assert.Throws<InputException>(() => Unpacked(packed[..^28]));

        static string Unpacked(byte[] bytes)
        {
            using var text = new StreamReader(TextSource.Unpack(new Trickle(bytes), "x.gz"));
            return text.ReadToEnd();
        }
    }

    [Fact]
    public void Files_one_after_the_other_are_one()
    {
        string path = Write([.. Bgzf.Pack("AC"), .. Bgzf.Pack("GT")]);

        using BgzfReader reader = BgzfReader.Open(path);

        Assert.Equal("ACGT", ReadAll(path));
        Assert.Equal("ACGT", Read(reader, default, 10));
    }

    [Fact]
    public void A_changed_byte_is_found_by_the_checksum()
    {
        byte[] packed = Bgzf.Pack(Long);
        packed[70_000] ^= 0x10;
        string path = Write(packed);
        using BgzfReader reader = BgzfReader.Open(path);

        Assert.Throws<InputException>(() => ReadAll(path));
        Assert.Throws<InputException>(() => Read(reader, default, Long.Length));
    }

    [Fact]
    public void Plain_gzip_has_no_blocks()
    {
        var fault = Assert.Throws<InputException>(() => BgzfReader.Open(Write(Texts.Gzip("ACGT"))));

        Assert.Contains("is not packed in blocks", fault.Message, StringComparison.Ordinal);
    }

    private List<long> Offsets(byte[] packed)
    {
        using BgzfReader reader = BgzfReader.Open(Write(packed));
        return [.. reader.Blocks().Select(block => block.Text)];
    }

    private string Write(byte[] packed)
    {
        string path = Path.Combine(_folder.Path, "x.gz");
        File.WriteAllBytes(path, packed);
        return path;
    }

    private static string Read(BgzfReader reader, VirtualOffset place, int length)
    {
        byte[] text = new byte[length];
        return Texts.String(text.AsSpan(0, reader.Read(place, text)));
    }

    private static string ReadAll(string path)
    {
        using var text = new StreamReader(TextSource.Open(path));
        return text.ReadToEnd();
    }

    private sealed class Trickle(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 3)]);

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 3));
    }
}
