using System.Buffers.Binary;

namespace Cistron.Sequences.Formats.TwoBit;

/// <summary>The bytes of a <c>.2bit</c> file that is held open, and its numbers in its byte order.</summary>
internal readonly ref struct TwoBitPages(MappedFile.Pages pages, bool isSwapped)
{
    private readonly MappedFile.Pages _pages = pages;

    /// <summary>A part of the file.</summary>
    public ReadOnlySpan<byte> Bytes(long place, int length) => _pages.Bytes(place, length);

    /// <summary>The number of 32 bits at a place.</summary>
    public uint UInt32(long place)
    {
        uint number = BinaryPrimitives.ReadUInt32LittleEndian(_pages.Bytes(place, sizeof(uint)));
        return isSwapped ? BinaryPrimitives.ReverseEndianness(number) : number;
    }

    /// <summary>The number of 64 bits at a place.</summary>
    public ulong UInt64(long place)
    {
        ulong number = BinaryPrimitives.ReadUInt64LittleEndian(_pages.Bytes(place, sizeof(ulong)));
        return isSwapped ? BinaryPrimitives.ReverseEndianness(number) : number;
    }

    /// <summary>Lets the file be closed.</summary>
    public void Dispose() => _pages.Dispose();
}
