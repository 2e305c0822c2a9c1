namespace Cistron.Sequences.Formats.Fasta;

/// <summary>
/// The bases of a record while they are read, in blocks that the next record uses again: an array that grows would be copied,
/// and new memory touched, for each doubling.
/// </summary>
internal sealed class FastaBases
{
    private const int BlockBases = 1 << 20;

    private readonly List<byte[]> _blocks = [];
    private byte[] _last = [];
    private int _lastCount;
    private int _before;

    /// <summary>How many bases there are.</summary>
    public int Count => _before + _lastCount;

    /// <summary>Forgets all.</summary>
    public void Clear() => (_last, _lastCount, _before) = ([], 0, 0);

    /// <summary>Adds bases at the end.</summary>
    public void Append(ReadOnlySpan<byte> bases)
    {
        while (bases.Length > _last.Length - _lastCount)
        {
            int taken = _last.Length - _lastCount;
            bases[..taken].CopyTo(_last.AsSpan(_lastCount));
            bases = bases[taken..];
            (_before, _lastCount) = (Count + taken, 0);
            if (_before / BlockBases == _blocks.Count)
                _blocks.Add(GC.AllocateUninitializedArray<byte>(BlockBases));
            _last = _blocks[_before / BlockBases];
        }
        bases.CopyTo(_last.AsSpan(_lastCount));
        _lastCount += bases.Length;
    }

    /// <summary>
    /// Adds the bases of the first whole lines of a text, up to one that is a header, is blank, or begins or ends in white
    /// space.
    /// </summary>
    /// <param name="text">FASTA from the start of a line.</param>
    /// <param name="bytes">The bytes of the lines that were added, line ends included.</param>
    /// <returns>How many lines were added.</returns>
    public int AppendLines(ReadOnlySpan<byte> text, out int bytes)
    {
        int lines = 0;
        bytes = 0;
        for (int length; (length = text[bytes..].IndexOf((byte)'\n')) > 0; lines++)
        {
            ReadOnlySpan<byte> line = text.Slice(bytes, length);
            if (line[0] is FastaCursor.HeaderMark or <= (byte)' ' || line[^1] <= ' ')
                break;
            Append(line);
            bytes += length + 1;
        }
        return lines;
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
