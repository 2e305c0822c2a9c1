using Cistron.Sequences.Formats.TwoBit;
using Cistron.Sequences.Randomness;

namespace Cistron.Sequences.Tests.Formats.TwoBit;

public class TwoBitBasesTests
{
    [Theory]
    [InlineData("TCAG", new byte[] { 0b00_01_10_11 })]
    [InlineData("tcagU", new byte[] { 0b00_01_10_11, 0 })]
    [InlineData("GGA", new byte[] { 0b11_11_10_00 })]
    [InlineData("", new byte[0])]
    public void The_first_base_is_in_the_highest_bits(string bases, byte[] expected)
    {
        byte[] packed = [.. Enumerable.Repeat((byte)0xFF, expected.Length)];

        TwoBitBases.Pack(Texts.Ascii(bases), packed);

        Assert.Equal(expected, packed);
        Assert.Equal(expected.Length, TwoBitBases.PackedLength(bases.Length));
    }

    [Fact]
    public void Every_stretch_of_packed_bases_is_unpacked()
    {
        for (int length = 0; length < 200; length++)
        {
            RandomStream draws = RandomStream.For(1, "pack", length);
            byte[] bases = new byte[length];
            foreach (ref byte letter in bases.AsSpan())
                letter = "ACGT"u8[(int)draws.NextBelow(4)];
            byte[] packed = new byte[TwoBitBases.PackedLength(length)];
            TwoBitBases.Pack(bases, packed);

            for (int start = 0; start <= length; start++)
            {
                byte[] rest = new byte[draws.NextBelow(length - start + 1)];
                TwoBitBases.Unpack(packed.AsSpan(start / 4), start % 4, rest);
                Assert.Equal(bases.AsSpan(start, rest.Length).ToArray(), rest);
            }
        }
    }
}
