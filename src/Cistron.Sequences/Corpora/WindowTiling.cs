namespace Cistron.Sequences.Corpora;

/// <summary>Windows side by side over some regions of a corpus, to evaluate on: the same ones every time.</summary>
public static class WindowTiling
{
    /// <summary>
    /// The whole windows of each region from its start on, or the region itself when it is shorter than one; of these at
    /// most <paramref name="maximum"/>, spread evenly; of these the ones that are not too ambiguous.
    /// </summary>
    /// <returns>Windows in the order of the regions; they do not overlap when the regions do not.</returns>
    public static IReadOnlyList<CorpusRegion> Of(
        Corpus corpus, IReadOnlyList<CorpusRegion> regions, WindowOptions options, int maximum)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maximum);
        CorpusRegion[] tiled = [.. regions.Where(region => region.Length > 0)];
        var tiles = new CumulativeWeights(tiled.Select(region => Math.Max(1, region.Length / options.Bases)));
        long count = Math.Min(maximum, tiles.Total);
        List<CorpusRegion> windows = [];
        for (long i = 0; i < count; i++)
        {
            // The middle one of each of count equal parts of all tiles.
            (int item, long tile) = tiles.Locate((long)((2 * i + 1) * (Int128)tiles.Total / (2 * count)));
            long start = tiled[item].Start + tile * options.Bases;
            long end = Math.Min(start + options.Bases, tiled[item].End);
            CorpusRegion window = tiled[item] with { Start = start, End = end };
            if (options.Accepts(corpus.Read(window), corpus.Alphabet))
                windows.Add(window);
        }
        return windows;
    }
}
