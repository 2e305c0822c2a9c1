using System.Buffers.Binary;

namespace Cistron.Sequences.Formats.Compression;

/// <summary>
/// The bytes around the packed text of a BGZF block: a gzip member whose header tells the size of the whole
/// (SAM specification, section 4.1).
/// </summary>
internal static class BgzfBlock
{
    /// <summary>The most bytes of a block, packed and unpacked alike.</summary>
    public const int LongestBlock = 1 << 16;

    /// <summary>The bytes of a header that tells nothing but the size, as all common tools write it.</summary>
    public const int HeaderLength = 18;

    private const int FixedHeaderLength = 12;
    private const int SizeFieldLength = 6;

    /// <summary>The empty block at the end of each whole file.</summary>
    public static ReadOnlySpan<byte> End =>
    [
        0x1F, 0x8B, 8, 4, 0, 0, 0, 0, 0, 0xFF, 6, 0, (byte)'B', (byte)'C', 2, 0, 0x1B, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];

    /// <summary>
    /// The bytes of the whole block that begins with <paramref name="start"/>, or 0 when these are not the start of one.
    /// </summary>
    public static int SizeOf(ReadOnlySpan<byte> start)
    {
        if (start.Length < HeaderLength || start is not [0x1F, 0x8B, 8, 4, ..])
            return 0;
        int fieldsEnd = FixedHeaderLength + BinaryPrimitives.ReadUInt16LittleEndian(start[10..]);
        for (int field = FixedHeaderLength; field + SizeFieldLength <= Math.Min(fieldsEnd, start.Length);)
        {
            if (start[field..] is [(byte)'B', (byte)'C', 2, 0, ..])
                return BinaryPrimitives.ReadUInt16LittleEndian(start[(field + 4)..]) + 1;
            field += 4 + BinaryPrimitives.ReadUInt16LittleEndian(start[(field + 2)..]);
        }
        return 0;
    }

    /// <summary>Writes the header of a block of <paramref name="size"/> bytes.</summary>
    public static void WriteHeader(Stream file, int size)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        End[..HeaderLength].CopyTo(header);
        BinaryPrimitives.WriteUInt16LittleEndian(header[16..], (ushort)(size - 1));
        file.Write(header);
    }

    /// <summary>A BGZF file that lacks its last block.</summary>
    public static InputException Cut(string file) => new(file, null,
        "the BGZF file was cut, for its last block is missing", "an empty block ends each whole file",
        "download or pack it again");
}
