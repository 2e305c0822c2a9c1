namespace Cistron.Sequences.Formats.Compression;

/// <summary>A place in the unpacked text of a BGZF file (SAM specification, section 4.1.1).</summary>
/// <param name="Block">Where the block starts in the file, in bytes; below 2^48.</param>
/// <param name="Within">How far into the unpacked block the place is, in bytes; below 2^16.</param>
public readonly record struct VirtualOffset(long Block, int Within)
{
    private const int WithinBits = 16;

    /// <summary>Both in one number, as indices of BGZF files hold them; larger for a later place.</summary>
    public ulong Value => ((ulong)Block << WithinBits) | (uint)Within;

    /// <summary>The offset whose <see cref="Value"/> this is.</summary>
    public static VirtualOffset FromValue(ulong value) =>
        new((long)(value >> WithinBits), (int)(value & ((1 << WithinBits) - 1)));
}
