using System.Buffers.Binary;

namespace Cistron.Sequences.Formats.TwoBit;

/// <summary>What reader and writer of <c>.2bit</c> files agree on.</summary>
internal static class TwoBitFormat
{
    /// <summary>The first four bytes, in the byte order of the file.</summary>
    public const uint Signature = 0x1A412743;

    /// <summary>Signature, version, number of sequences, and a zero.</summary>
    public const int HeaderLength = 16;

    /// <summary>The most bytes of a name.</summary>
    public const int LongestName = byte.MaxValue;

    /// <summary>Writes a number in the byte order in which we write.</summary>
    public static void Write(Stream file, uint number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, number);
        file.Write(bytes);
    }

    /// <inheritdoc cref="Write(Stream, uint)"/>
    public static void Write(Stream file, ulong number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, number);
        file.Write(bytes);
    }
}
