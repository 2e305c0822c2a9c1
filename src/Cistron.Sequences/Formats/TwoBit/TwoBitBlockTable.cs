namespace Cistron.Sequences.Formats.TwoBit;

/// <summary>
/// Stretches of a sequence as they stand in a file, in order and apart: what is N, or what is masked.
/// </summary>
/// <param name="pages">The file.</param>
/// <param name="place">Where their number stands; their starts and their lengths follow.</param>
internal readonly ref struct TwoBitBlockTable(TwoBitPages pages, long place)
{
    private readonly TwoBitPages _pages = pages;
    private readonly long _starts = place + sizeof(uint);
    private readonly uint _count = pages.UInt32(place);

    /// <summary>The place behind the table, which need not be in the file.</summary>
    public long End => _starts + 2L * sizeof(uint) * _count;

    /// <summary>Whether each block ends no later than the next starts, and the last no later than the sequence.</summary>
    public bool IsInOrder(long length)
    {
        long end = 0;
        for (long i = 0; i < _count; i++)
        {
            (long start, long next) = Block(i);
            if (start < end)
                return false;
            end = next;
        }
        return end <= length;
    }

    /// <summary>The first block that ends behind a base.</summary>
    public long FirstBehind(long start)
    {
        (long low, long high) = (0, _count);
        while (low < high)
        {
            long middle = (low + high) / 2;
            if (Block(middle).End > start)
                high = middle;
            else
                low = middle + 1;
        }
        return low;
    }

    /// <summary>The part of a block that lies in a window; false when there is none.</summary>
    public bool TryClip(long block, long start, int length, out Range part)
    {
        part = default;
        if (block >= _count)
            return false;
        (long blockStart, long blockEnd) = Block(block);
        if (blockStart >= start + length)
            return false;
        part = (int)Math.Max(blockStart - start, 0)..(int)Math.Min(blockEnd - start, length);
        return true;
    }

    private (long Start, long End) Block(long i)
    {
        long start = _pages.UInt32(_starts + i * sizeof(uint));
        return (start, start + _pages.UInt32(_starts + (i + _count) * sizeof(uint)));
    }
}
