using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Cistron.Sequences.Inspection;

/// <summary>
/// Counts sequences that repeat an earlier one. Remembered are 64 bits of each SHA-256, so that among two million
/// sequences a false repeat has a probability of about 10^-7.
/// </summary>
/// <param name="most">How many different sequences are remembered.</param>
internal sealed class DuplicateCounter(int most = 1 << 21)
{
    private readonly HashSet<ulong> _met = [];
    private long _distinct;
    private long _repeated;
    private bool _isCut;

    /// <summary>Counts a sequence, its letters in one case.</summary>
    public void Add(ReadOnlySpan<byte> bases)
    {
        if (bases.IsEmpty)
            return;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bases, hash);
        ulong key = BinaryPrimitives.ReadUInt64LittleEndian(hash);
        if (_met.Contains(key))
        {
            _repeated++;
            return;
        }
        _distinct++;
        if (_met.Count < most)
            _met.Add(key);
        else
            _isCut = true;
    }

    /// <summary>What was counted.</summary>
    public DuplicateSummary Summary => new(_distinct, _repeated, _isCut);
}
