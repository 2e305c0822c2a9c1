namespace Cistron.Sequences.Corpora;

/// <summary>
/// Items laid end to end, each as long as its weight, so that an item is found by a place on the line. One of weight 0 is
/// never found.
/// </summary>
internal sealed class CumulativeWeights
{
    private readonly long[] _ends;

    public CumulativeWeights(IEnumerable<long> weights)
    {
        long end = 0;
        _ends = [.. weights.Select(weight => end += weight)];
    }

    /// <summary>How many items there are.</summary>
    public int Count => _ends.Length;

    /// <summary>All weights together.</summary>
    public long Total => _ends.Length > 0 ? _ends[^1] : 0;

    /// <summary>Where an item starts on the line.</summary>
    public long StartOf(int item) => item == 0 ? 0 : _ends[item - 1];

    /// <summary>Where an item ends on the line.</summary>
    public long EndOf(int item) => _ends[item];

    /// <summary>
    /// The item that lies at <paramref name="place"/>, 0 to below <see cref="Total"/>, and how far into it that is.
    /// </summary>
    public (int Item, long Offset) Locate(long place)
    {
        int found = Array.BinarySearch(_ends, place + 1);
        int item = found < 0 ? ~found : found;
        // Items of weight 0 end where the one before them does, and any of these may have been met.
        while (item > 0 && _ends[item - 1] == place + 1)
            item--;
        return (item, place - StartOf(item));
    }
}
