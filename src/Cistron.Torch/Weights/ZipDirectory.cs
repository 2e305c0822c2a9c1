using System.Buffers.Binary;
using System.Text;

namespace Cistron.Torch.Weights;

/// <summary>
/// Where the entries of a zip file lie, for archives whose entries are stored as they are, so that they can be used
/// straight from the map. Follows the format description APPNOTE.TXT, sections 4.3.7, 4.3.12 and 4.3.14 to 4.3.16.
/// </summary>
internal static class ZipDirectory
{
    private const uint LocalHeader = 0x04034b50, CentralHeader = 0x02014b50, End = 0x06054b50, LargeEnd = 0x06064b50,
        LargeEndLocator = 0x07064b50;

    private const int LocalHeaderBytes = 30, CentralHeaderBytes = 46, EndBytes = 22, LargeEndBytes = 56,
        LocatorBytes = 20;

    /// <summary>What a 32-bit field holds when its value stands in the 64-bit extension.</summary>
    private const uint Extended = uint.MaxValue;

    public static bool IsZip(ReadOnlySpan<byte> start) =>
        start.Length >= 4 && BinaryPrimitives.ReadUInt32LittleEndian(start) == LocalHeader;

    /// <summary>The first byte and the number of bytes of every entry.</summary>
    /// <exception cref="WeightFileException">
    /// The directory is damaged, or an entry is compressed or encrypted.
    /// </exception>
    public static Dictionary<string, (long Start, long Length)> Read(MappedFile file)
    {
        var entries = new Dictionary<string, (long, long)>();
        var (position, count) = FindDirectory(file);
        for (long i = 0; i < count; i++)
        {
            var header = file.Bytes(position, CentralHeaderBytes);
            if (UInt32(header, 0) != CentralHeader)
                throw file.Fault("has a damaged zip directory");
            int nameBytes = UInt16(header, 28), extraBytes = UInt16(header, 30), commentBytes = UInt16(header, 32);
            string name = Encoding.UTF8.GetString(file.Bytes(position + CentralHeaderBytes, nameBytes));
            string quoted = WeightFileException.Quote(name);
            if ((UInt16(header, 8) & 1) != 0)
                throw file.Fault($"has the encrypted entry {quoted}; torch.save does not encrypt");

            var extension = Extension(file.Bytes(position + CentralHeaderBytes + nameBytes, extraBytes));
            long length = Wide(file, UInt32(header, 24), ref extension);
            long storedLength = Wide(file, UInt32(header, 20), ref extension);
            long local = Wide(file, UInt32(header, 42), ref extension);
            if (UInt16(header, 10) != 0 || storedLength != length)
                throw file.Fault($"has the compressed entry {quoted}; torch.save stores entries as they are: load " +
                                 "the file with PyTorch and save it again");

            var localHeader = file.Bytes(local, LocalHeaderBytes);
            if (UInt32(localHeader, 0) != LocalHeader)
                throw file.Fault($"has nothing where its zip directory places {quoted}");
            long start = local + LocalHeaderBytes + UInt16(localHeader, 26) + UInt16(localHeader, 28);
            if (length > file.Length - start)
                throw file.Fault($"ends before its entry {quoted} does; it was cut short or damaged");
            if (!entries.TryAdd(name, (start, length)))
                throw file.Fault($"has the entry {quoted} twice");
            position += CentralHeaderBytes + nameBytes + extraBytes + commentBytes;
        }
        return entries;
    }

    /// <summary>The directory's first byte and its number of entries, from the record at the end of the file.</summary>
    private static (long Position, long Count) FindDirectory(MappedFile file)
    {
        int tailBytes = (int)Math.Min(file.Length, EndBytes + ushort.MaxValue);
        var tail = file.Bytes(file.Length - tailBytes, tailBytes);
        for (int at = tailBytes - EndBytes; at >= 0; at--)
        {
            var end = tail[at..];
            // A comment may follow the record; only the true record counts its bytes correctly.
            if (UInt32(end, 0) != End || UInt16(end, 20) != end.Length - EndBytes)
                continue;
            long locator = file.Length - end.Length - LocatorBytes;
            return locator >= 0 && UInt32(file.Bytes(locator, LocatorBytes), 0) == LargeEndLocator
                ? FindLargeDirectory(file, locator)
                : (UInt32(end, 16), UInt16(end, 10));
        }
        throw file.Fault("is a zip file without its directory; it was cut short");
    }

    private static (long Position, long Count) FindLargeDirectory(MappedFile file, long locator)
    {
        var end = file.Bytes(Signed(file, UInt64(file.Bytes(locator, LocatorBytes), 8)), LargeEndBytes);
        return UInt32(end, 0) == LargeEnd
            ? (Signed(file, UInt64(end, 48)), Signed(file, UInt64(end, 32)))
            : throw file.Fault("has a damaged zip directory");
    }

    /// <summary>The 64-bit values among an entry's extra fields; empty when there are none.</summary>
    private static ReadOnlySpan<byte> Extension(ReadOnlySpan<byte> extra)
    {
        while (extra.Length >= 4)
        {
            int length = Math.Min((int)UInt16(extra, 2), extra.Length - 4);
            if (UInt16(extra, 0) == 1)
                return extra.Slice(4, length);
            extra = extra[(4 + length)..];
        }
        return [];
    }

    private static long Wide(MappedFile file, uint value, ref ReadOnlySpan<byte> extension)
    {
        if (value != Extended)
            return value;
        if (extension.Length < 8)
            throw file.Fault("has a damaged zip directory");
        ulong wide = UInt64(extension, 0);
        extension = extension[8..];
        return Signed(file, wide);
    }

    private static long Signed(MappedFile file, ulong value) =>
        value <= long.MaxValue ? (long)value : throw file.Fault("has a damaged zip directory");

    private static ushort UInt16(ReadOnlySpan<byte> bytes, int at) =>
        BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static uint UInt32(ReadOnlySpan<byte> bytes, int at) =>
        BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    private static ulong UInt64(ReadOnlySpan<byte> bytes, int at) =>
        BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..]);
}
