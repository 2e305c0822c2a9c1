using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Cistron.Sequences.Formats.TwoBit;

/// <summary>Four bases in a byte, the first in its highest bits: T is 0, C 1, A 2, G 3.</summary>
internal static class TwoBitBases
{
    // The four letters that each byte stands for.
    private static readonly uint[] Letters = [.. Enumerable.Range(0, 256).Select(packed => MemoryMarshal.Read<uint>(
        [Letter(packed >> 6), Letter(packed >> 4), Letter(packed >> 2), Letter(packed)]))];

    /// <summary>The bytes that hold so many bases.</summary>
    public static long PackedLength(long bases) => (bases + 3) / 4;

    /// <summary>Packs A, C, G, T and U of either case; what other letters become has no meaning.</summary>
    /// <param name="bases">The letters.</param>
    /// <param name="packed">At least <see cref="PackedLength"/> bytes; the unused bits of the last are 0.</param>
    public static void Pack(ReadOnlySpan<byte> bases, Span<byte> packed)
    {
        const int step = 64;
        for (; bases.Length >= step; bases = bases[step..], packed = packed[(step / 4)..])
        {
            Vector128.Narrow(
                Vector128.Narrow(Pack(bases), Pack(bases[16..])),
                Vector128.Narrow(Pack(bases[32..]), Pack(bases[48..]))).CopyTo(packed);
        }
        for (int i = 0; i < bases.Length; i++)
        {
            int shift = 6 - 2 * (i % 4);
            packed[i / 4] = (byte)((i % 4 == 0 ? 0 : packed[i / 4]) | Code(bases[i]) << shift);
        }
    }

    /// <summary>Unpacks upper-case letters, with T and not U.</summary>
    /// <param name="packed">All bytes that hold a base that is wanted.</param>
    /// <param name="skipped">The bases of the first byte that are not wanted, 0 to 3.</param>
    /// <param name="bases">Is filled.</param>
    // At once as fast as it gets, and not only after the runtime has counted how often the loop goes round.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Unpack(ReadOnlySpan<byte> packed, int skipped, Span<byte> bases)
    {
        if (skipped > 0 && !bases.IsEmpty)
        {
            int count = Math.Min(4 - skipped, bases.Length);
            MemoryMarshal.AsBytes<uint>([Letters[packed[0]]]).Slice(skipped, count).CopyTo(bases);
            packed = packed[1..];
            bases = bases[count..];
        }
        Span<uint> fours = MemoryMarshal.Cast<byte, uint>(bases);
        for (int i = 0; i < fours.Length; i++)
            fours[i] = Letters[packed[i]];
        Span<byte> rest = bases[(4 * fours.Length)..];
        if (!rest.IsEmpty)
            MemoryMarshal.AsBytes<uint>([Letters[packed[fours.Length]]])[..rest.Length].CopyTo(rest);
    }

    // Sixteen letters to four bytes, each at the low end of a lane of four.
    private static Vector128<uint> Pack(ReadOnlySpan<byte> bases)
    {
        // Bits 1 and 2 of A, C, T or U, G count 0, 1, 2, 3; where the count is even, its other bit is exchanged.
        var order = (Vector128.Create<byte>(bases).AsUInt32() >> 1) & Vector128.Create(0x03030303u);
        var codes = order ^ ((~order & Vector128.Create(0x01010101u)) << 1);
        return ((codes << 6) | (codes >> 4) | (codes >> 14) | (codes >> 24)) & Vector128.Create(0xFFu);
    }

    private static int Code(byte letter)
    {
        int order = (letter >> 1) & 3;
        return order ^ ((~order & 1) << 1);
    }

    private static byte Letter(int code) => "TCAG"u8[code & 3];
}
