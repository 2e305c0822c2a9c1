namespace Cistron.Sequences.Formats.Fasta;

/// <summary>
/// The bases of a record while they are read, in blocks that the next record uses again: an array that grows would be copied,
/// and new memory touched, for each doubling.
/// </summary>
internal sealed class FastaBases
{
    private const int BlockBases = 1 << 20;

    private readonly List<byte[]> _blocks = [];

    /// <summary>How many bases there are.</summary>
    public int Count { get; private set; }

    /// <summary>Forgets all.</summary>
    public void Clear() => Count = 0;

    /// <summary>Adds bases at the end.</summary>
    public void Append(ReadOnlySpan<byte> bases)
    {
        while (!bases.IsEmpty)
        {
            var (block, place) = Math.DivRem(Count, BlockBases);
            if (block == _blocks.Count)
                _blocks.Add(GC.AllocateUninitializedArray<byte>(BlockBases));
            int taken = Math.Min(bases.Length, BlockBases - place);
            bases[..taken].CopyTo(_blocks[block].AsSpan(place));
            bases = bases[taken..];
            Count += taken;
        }
    }

    /// <summary>All bases, end to end.</summary>
    public byte[] ToArray()
    {
        byte[] bases = GC.AllocateUninitializedArray<byte>(Count);
        for (int start = 0; start < Count; start += BlockBases)
            _blocks[start / BlockBases].AsSpan(0, Math.Min(BlockBases, Count - start)).CopyTo(bases.AsSpan(start));
        return bases;
    }
}
