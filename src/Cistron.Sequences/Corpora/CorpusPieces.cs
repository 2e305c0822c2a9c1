namespace Cistron.Sequences.Corpora;

/// <summary>
/// Regions of a corpus cut into numbered pieces that are read whole, one after the other: together they hold every base
/// once. Any piece is computed alone, so that their number costs no memory.
/// </summary>
public sealed class CorpusPieces
{
    private readonly CorpusRegion[] _regions;
    private readonly CumulativeWeights _pieces;
    private readonly int _bases;
    private readonly int _offset;

    /// <summary>The pieces of some regions.</summary>
    /// <param name="regions">What is cut; a region that is no longer than a piece is one as a whole.</param>
    /// <param name="bases">The length of a piece; the first and the last of a region may be shorter.</param>
    /// <param name="offset">
    /// Bases of the first piece of a region that is cut, from 0 to below <paramref name="bases"/>; 0: a whole piece. Another
    /// offset in each epoch cuts at other places.
    /// </param>
    public CorpusPieces(IReadOnlyList<CorpusRegion> regions, int bases, int offset)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bases, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(offset, bases);
        (_regions, _bases, _offset) = ([.. regions], bases, offset);
        _pieces = new CumulativeWeights(_regions.Select(region => (region.Length + Lead(region) + bases - 1) / bases));
    }

    /// <summary>How many pieces there are.</summary>
    public long Count => _pieces.Total;

    /// <summary>A piece by its number, from 0 to below <see cref="Count"/>, in the order of the corpus.</summary>
    public CorpusRegion this[long number]
    {
        get
        {
            (int item, long piece) = _pieces.Locate(number);
            CorpusRegion region = _regions[item];
            // The grid of pieces begins so far before the region that its first border lies at the offset.
            long start = region.Start - Lead(region) + piece * _bases;
            return region with { Start = Math.Max(region.Start, start), End = Math.Min(region.End, start + _bases) };
        }
    }

    private long Lead(CorpusRegion region) => region.Length <= _bases || _offset == 0 ? 0 : _bases - _offset;
}
