namespace Cistron.Sequences.Formats.TwoBit;

/// <summary>Where the parts of one sequence stand in a file.</summary>
/// <param name="Start">The length, then the table of what is N.</param>
/// <param name="Length">Its bases.</param>
/// <param name="Masked">The table of what is masked.</param>
/// <param name="Packed">The packed bases.</param>
internal readonly record struct TwoBitRecord(long Start, long Length, long Masked, long Packed)
{
    /// <summary>The table of what is N.</summary>
    public long Unknown => Start + sizeof(uint);

    /// <summary>The place behind its last byte.</summary>
    public long End => Packed + TwoBitBases.PackedLength(Length);

    /// <summary>Reads where the parts of the record at a place are, or null when they are not all in the file.</summary>
    public static TwoBitRecord? Read(TwoBitPages pages, long start, long fileLength)
    {
        const long least = 4 * sizeof(uint);
        if (start < 0 || start > fileLength - least)
            return null;
        long masked = new TwoBitBlockTable(pages, start + sizeof(uint)).End;
        if (masked > fileLength - 2 * sizeof(uint))
            return null;
        long packed = new TwoBitBlockTable(pages, masked).End + sizeof(uint);
        var record = new TwoBitRecord(start, pages.UInt32(start), masked, packed);
        return record.End <= fileLength ? record : null;
    }
}
