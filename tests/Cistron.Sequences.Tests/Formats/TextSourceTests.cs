using System.IO.Compression;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Randomness;

namespace Cistron.Sequences.Tests.Formats;

public class TextSourceTests
{
    // Long enough, and random enough, that it unpacks in several blocks.
    private static readonly string Long = RandomBases(300_000);

    [Theory]
    [InlineData("")]
    [InlineData("A")]
    [InlineData(">a\nACGT\n")]
    public void Plain_and_gzip_read_the_same(string text)
    {
        Assert.Equal(text, Read(Texts.Ascii(text)));
        Assert.Equal(text, Read(Texts.Gzip(text)));
    }

    [Fact]
    public void Gzip_of_several_members_reads_whole() =>
        Assert.Equal("one" + Long + "two",
            Read([.. Texts.Gzip("one"), .. Texts.Gzip(Long), .. Texts.Gzip(""), .. Texts.Gzip("two")]));

    [Theory]
    [InlineData("a short text")]
    [InlineData("")]
    public void Gzip_cut_anywhere_is_refused(string text)
    {
        byte[] packed = Texts.Gzip(text);

        for (int length = 2; length < packed.Length; length++)
        {
            var fault = Assert.Throws<InputException>(() => Read(packed[..length]));
            Assert.Equal("x.gz: the gzip file ends early; it must run to its last checksum; "
                + "download or pack it again.", fault.Message);
        }
    }

    [Fact]
    public void Long_gzip_cut_anywhere_is_refused_even_after_a_whole_member()
    {
        byte[] packed = Texts.Gzip(Long);

        for (int i = 0; i < 100; i++)
        {
            int length = 2 + (int)RandomStream.For(3, "cut", i).NextBelow(packed.Length - 2);
            Assert.Throws<InputException>(() => Read(packed[..length]));
            Assert.Throws<InputException>(() => Read([.. packed, .. packed[..length]]));
        }
    }

    [Fact]
    public void Stored_gzip_cut_anywhere_is_refused()
    {
        var stored = new MemoryStream();
        using (var gzip = new GZipStream(stored, CompressionLevel.NoCompression))
            gzip.Write("ACGTACGTACGT"u8);
        byte[] packed = stored.ToArray();

        for (int length = 2; length < packed.Length; length++)
            Assert.Throws<InputException>(() => Read(packed[..length]));
    }

    [Fact]
    public void A_changed_byte_in_gzip_is_found_by_the_checksum()
    {
        byte[] packed = Texts.Gzip(Long);

        packed[packed.Length / 2] ^= 0x55;

        var fault = Assert.Throws<InputException>(() => Read(packed));
        Assert.Contains("gzip", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Hostile_gzip_never_crashes()
    {
        int refused = Texts.Refusals("gzip", bytes => Read([0x1F, 0x8B, 8, 0, .. bytes]));

        Assert.Equal(2_000, refused);
    }

    [Theory]
    [InlineData("PK\u0003\u0004rest of it", "a zip archive")]
    [InlineData("BZh91AY&SY", "bzip2")]
    public void Other_packings_are_named(string start, string format)
    {
        var fault = Assert.Throws<InputException>(() => Read(Texts.Ascii(start)));

        Assert.Contains(format, fault.Message, StringComparison.Ordinal);
        Assert.Contains("unpack it first", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_and_a_folder_are_said_to_be_so()
    {
        using var folder = new TemporaryFolder();

        string missing = Path.Combine(folder.Path, "no.fa");

        Assert.Contains("there is no such file",
            Assert.Throws<InputException>(() => TextSource.Open(missing)).Message, StringComparison.Ordinal);
        Assert.Contains("this is a folder",
            Assert.Throws<InputException>(() => TextSource.Open(folder.Path)).Message, StringComparison.Ordinal);
        Assert.Equal("standard input", TextSource.NameOf("-"));
    }

    [Fact]
    public void A_stream_that_gives_one_byte_at_a_time_reads_whole()
    {
        using Stream text = TextSource.Unpack(new Trickle(Texts.Gzip(Long)), "x.gz");
        using var reader = new StreamReader(text);

        Assert.Equal(Long, reader.ReadToEnd());
    }

    private static string Read(byte[] raw)
    {
        using Stream text = TextSource.Unpack(new MemoryStream(raw), "x.gz");
        using var reader = new StreamReader(text);
        return reader.ReadToEnd();
    }

    private static string RandomBases(int length)
    {
        var stream = RandomStream.For(1, "bases");
        return string.Create(length, stream, (bases, draws) =>
        {
            foreach (ref char letter in bases)
                letter = "ACGT"[(int)draws.NextBelow(4)];
        });
    }

    private sealed class Trickle(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 1)]);

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 1));
    }
}
