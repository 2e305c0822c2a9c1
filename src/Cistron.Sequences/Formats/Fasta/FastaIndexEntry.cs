namespace Cistron.Sequences.Formats.Fasta;

/// <summary>Where the bases of one sequence stand in a FASTA file; a line of a <c>.fai</c>.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Length">Its bases; may be 0.</param>
/// <param name="Offset">Where its first base stands in the unpacked text, in bytes.</param>
/// <param name="LineBases">The bases of each of its lines but the last, which may have fewer.</param>
/// <param name="LineWidth">The bytes from the start of a line to the start of the next.</param>
public readonly record struct FastaIndexEntry(string Id, long Length, long Offset, long LineBases, long LineWidth)
{
    /// <summary>Where the base stands in the unpacked text that has <paramref name="place"/> bases before it.</summary>
    public long OffsetOf(long place) => Offset + place / LineBases * LineWidth + place % LineBases;

    /// <summary>Whether all bases have a place that can be told.</summary>
    internal bool IsPossible => Id.Length > 0 && Length >= 0 && Offset >= 0
        && (Length == 0
            || (LineBases > 0 && LineWidth >= LineBases
                && Offset + ((Int128)(Length / LineBases) + 1) * LineWidth < long.MaxValue));
}
