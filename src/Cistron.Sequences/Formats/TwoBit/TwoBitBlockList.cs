namespace Cistron.Sequences.Formats.TwoBit;

/// <summary>
/// Stretches of a sequence that is being written, in order and apart: what is N, or what is masked. Those that touch
/// become one.
/// </summary>
internal sealed class TwoBitBlockList
{
    private readonly List<uint> _starts = [];
    private readonly List<uint> _lengths = [];

    /// <summary>The bytes that <see cref="Write"/> takes.</summary>
    public long Size => sizeof(uint) * (1 + 2L * _starts.Count);

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        _starts.Clear();
        _lengths.Clear();
    }

    /// <summary>Adds a stretch that starts no earlier than the last one ends.</summary>
    public void Add(long start, int length)
    {
        if (_starts.Count > 0 && start == (long)_starts[^1] + _lengths[^1])
        {
            _lengths[^1] += (uint)length;
            return;
        }
        _starts.Add((uint)start);
        _lengths.Add((uint)length);
    }

    /// <summary>Writes their number, their starts and their lengths.</summary>
    public void Write(Stream file)
    {
        TwoBitFormat.Write(file, (uint)_starts.Count);
        foreach (uint start in _starts)
            TwoBitFormat.Write(file, start);
        foreach (uint length in _lengths)
            TwoBitFormat.Write(file, length);
    }
}
