using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Coordinates;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Formats.TwoBit;

namespace Cistron.Sequences.Tests.Formats.TwoBit;

public sealed class TwoBitFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string FilePath => Path.Combine(_folder.Path, "x.2bit");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    [InlineData(true, 1)]
    public void Either_byte_order_and_version_is_read(bool isBigEndian, uint version)
    {
        File.WriteAllBytes(FilePath, TwoBitSample.Bytes(isBigEndian, version));

        using TwoBitFile file = TwoBitFile.Open(FilePath);

        Assert.Equal([("chr1", 12L), ("e", 0L)], Enumerable.Range(0, file.Count).Select(i => (file.NameOf(i), file.LengthOf(i))));
        Assert.Equal(TwoBitSample.Chr1, Read(file, 0, 0, 12, SoftMask.Kept));
        Assert.Equal(TwoBitSample.Chr1.ToUpperInvariant(), Read(file, 0, 0, 12, SoftMask.Raised));
        Assert.True(TwoBitFile.IsTwoBit(FilePath));
    }

    [Fact]
    public void Every_region_is_that_of_the_sequence()
    {
        File.WriteAllBytes(FilePath, TwoBitSample.Bytes());
        using TwoBitFile file = TwoBitFile.Open(FilePath);

        for (int start = 0; start <= 12; start++)
            for (int length = 0; length <= 12 - start; length++)
                Assert.Equal(TwoBitSample.Chr1.Substring(start, length), Read(file, 0, start, length, SoftMask.Kept));
    }

    [Theory]
    [InlineData(0, -1, 1)]
    [InlineData(0, 11, 2)]
    [InlineData(1, 0, 1)]
    public void Bases_that_a_sequence_has_not_are_refused(int sequence, long start, int length)
    {
        File.WriteAllBytes(FilePath, TwoBitSample.Bytes());
        using TwoBitFile file = TwoBitFile.Open(FilePath);

        Assert.Throws<ArgumentOutOfRangeException>(() => Read(file, sequence, start, length, SoftMask.Kept));
    }

    [Fact]
    public void An_interval_is_read_on_its_strand()
    {
        File.WriteAllBytes(FilePath, TwoBitSample.Bytes());
        using TwoBitFile file = TwoBitFile.Open(FilePath);

        Assert.Equal("TNNtc", Texts.String(file.Read(new Interval("chr1", 3, 8))));
        Assert.Equal("gaNNA", Texts.String(file.Read(new Interval("chr1", 3, 8, Strand.Reverse))));
    }

    [Fact]
    public void A_name_or_place_that_is_not_there_is_told()
    {
        File.WriteAllBytes(FilePath, TwoBitSample.Bytes());
        using TwoBitFile file = TwoBitFile.Open(FilePath);

        Assert.Contains("there is no sequence 'chr2'; the first is 'chr1'; perhaps it is 'chr1'",
            Assert.Throws<InputException>(() => file.Read(new Interval("chr2", 0, 1))).Message, StringComparison.Ordinal);
        Assert.Contains("sequence 'chr1' has no bases 10 to 13; it has 12",
            Assert.Throws<InputException>(() => file.Read(new Interval("chr1", 10, 13))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_are_found_and_of_equal_ones_the_first()
    {
        TwoBitWriter.Write(FilePath, writer =>
        {
            for (int i = 0; i < 3_000; i++)
                writer.Begin($"r{i % 2_000}");
        });

        using TwoBitFile file = TwoBitFile.Open(FilePath);

        for (int i = 0; i < 2_000; i++)
            Assert.Equal(i, file.IndexOf($"r{i}"));
        Assert.Equal(-1, file.IndexOf("r2000"));
        Assert.Equal(-1, file.IndexOf(""));
    }

    [Fact]
    public void A_file_that_is_cut_while_open_is_an_error_and_not_the_end_of_the_process()
    {
        File.WriteAllBytes(FilePath, TwoBitSample.Bytes());
        using TwoBitFile file = TwoBitFile.Open(FilePath);
        using (var stream = new FileStream(FilePath, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            stream.SetLength(20);

        var fault = Assert.Throws<InputException>(() => Read(file, 0, 0, 12, SoftMask.Kept));

        Assert.Contains("the file was cut while it was open", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_closed_file_gives_no_bases()
    {
        File.WriteAllBytes(FilePath, TwoBitSample.Bytes());
        TwoBitFile file = TwoBitFile.Open(FilePath);

        file.Dispose();
        file.Dispose();

        Assert.Throws<ObjectDisposedException>(() => Read(file, 0, 0, 12, SoftMask.Kept));
    }

    [Fact]
    public void Threads_that_read_while_the_file_is_closed_read_right_or_are_told()
    {
        for (int round = 0; round < 20; round++)
        {
            File.WriteAllBytes(FilePath, TwoBitSample.Bytes());
            TwoBitFile file = TwoBitFile.Open(FilePath);

            Parallel.For(0, 8, i =>
            {
                if (i == 5)
                    file.Dispose();
                try
                {
                    for (int j = 0; j < 200; j++)
                        Assert.Equal(TwoBitSample.Chr1, Read(file, 0, 0, 12, SoftMask.Kept));
                }
                catch (ObjectDisposedException)
                {
                }
            });
        }
    }

    private static string Read(TwoBitFile file, int sequence, long start, int length, SoftMask mask)
    {
        byte[] bases = new byte[length];
        file.Read(sequence, start, bases, mask);
        return Texts.String(bases);
    }
}
