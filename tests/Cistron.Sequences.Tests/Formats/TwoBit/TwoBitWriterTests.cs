using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Formats;
using Cistron.Sequences.Formats.TwoBit;
using Cistron.Sequences.Randomness;

namespace Cistron.Sequences.Tests.Formats.TwoBit;

public sealed class TwoBitWriterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string FilePath => Path.Combine(_folder.Path, "x.2bit");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(uint.MaxValue, 0)]
    [InlineData(90, 0)]
    [InlineData(89, 1)]
    public void A_file_is_what_the_description_says(uint longestOfVersion0, uint version)
    {
        TwoBitWriter.Write(FilePath, writer =>
        {
            writer.Begin("chr1");
            writer.Append("ACGTN"u8);
            writer.Append("Ntcag"u8);
            writer.Append("NT"u8);
            writer.Begin("e");
        }, longestOfVersion0);

        Assert.Equal(TwoBitSample.Bytes(version: version), File.ReadAllBytes(FilePath));
        Assert.Equal([FilePath], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void What_is_written_is_read_back_in_any_window()
    {
        for (int round = 0; round < 40; round++)
        {
            RandomStream draws = RandomStream.For(1, "2bit", round);
            byte[][] sequences = [.. Enumerable.Range(0, 1 + (int)draws.NextBelow(5)).Select(_ => Sequence(draws))];
            TwoBitWriter.Write(FilePath, writer => WriteAll(writer, sequences, draws));

            using TwoBitFile file = TwoBitFile.Open(FilePath);

            Assert.Equal(sequences.Length, file.Count);
            for (int i = 0; i < 60; i++)
            {
                int sequence = (int)draws.NextBelow(sequences.Length);
                byte[] whole = sequences[sequence];
                int start = (int)draws.NextBelow(whole.Length + 1);
                byte[] bases = new byte[draws.NextBelow(whole.Length - start + 1)];
                file.Read(sequence, start, bases, SoftMask.Kept);
                Assert.Equal(whole.AsSpan(start, bases.Length).ToArray(), bases);
                Assert.Equal($"s{sequence}", file.NameOf(sequence));
                Assert.Equal(whole.Length, file.LengthOf(sequence));
            }
        }
    }

    [Fact]
    public void What_the_format_has_no_letter_for_is_N_and_U_is_T()
    {
        TwoBitWriter.Write(FilePath, writer =>
        {
            writer.Begin("a");
            writer.Append("ACGURYkm-*xuN"u8);
        });

        using TwoBitFile file = TwoBitFile.Open(FilePath);
        byte[] bases = new byte[13];
        file.Read(0, 0, bases, SoftMask.Kept);

        Assert.Equal("ACGTNNnnNNntN", Texts.String(bases));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(256)]
    public void A_name_that_the_index_cannot_hold_is_refused_and_nothing_is_left(int length)
    {
        var fault = Assert.Throws<InputException>(
            () => TwoBitWriter.Write(FilePath, writer => writer.Begin(new string('n', length))));

        Assert.Contains($"has {length} letters; a .2bit file has names of 1 to 255", fault.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Bases_before_the_first_name_are_refused() =>
        Assert.Throws<InvalidOperationException>(() => TwoBitWriter.Write(FilePath, writer => writer.Append("A"u8)));

    [Fact]
    public void A_file_without_sequences_is_a_file()
    {
        TwoBitWriter.Write(FilePath, _ => { });

        using TwoBitFile file = TwoBitFile.Open(FilePath);

        Assert.Equal((0, 16L), (file.Count, file.Size));
    }

    private static void WriteAll(TwoBitWriter writer, byte[][] sequences, RandomStream draws)
    {
        for (int i = 0; i < sequences.Length; i++)
        {
            writer.Begin($"s{i}");
            for (int start = 0; start < sequences[i].Length;)
            {
                int count = (int)Math.Min(1 + draws.NextBelow(90_000), sequences[i].Length - start);
                writer.Append(sequences[i].AsSpan(start, count));
                start += count;
            }
        }
    }

    // Stretches of bases and of N, masked or not, of which some are longer than what is packed at once.
    private static byte[] Sequence(RandomStream draws)
    {
        List<byte> bases = [];
        for (long stretch = draws.NextBelow(30); stretch > 0; stretch--)
        {
            bool isUnknown = draws.NextBelow(4) == 0;
            int lowerCase = draws.NextBelow(3) == 0 ? 0x20 : 0;
            for (long left = draws.NextBelow(draws.NextBelow(10) == 0 ? 70_000 : 40); left > 0; left--)
                bases.Add((byte)((isUnknown ? 'N' : "ACGT"[(int)draws.NextBelow(4)]) | lowerCase));
        }
        return [.. bases];
    }
}
