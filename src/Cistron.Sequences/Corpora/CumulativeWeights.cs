namespace Cistron.Sequences.Corpora;

/// <summary>
/// Items laid end to end, each as long as its positive weight, so that an item is found by a place on the line.
/// </summary>
internal sealed class CumulativeWeights
{
    private readonly long[] _ends;

    public CumulativeWeights(IEnumerable<long> weights)
    {
        long end = 0;
        _ends = [.. weights.Select(weight => end += weight)];
    }

    /// <summary>All weights together.</summary>
    public long Total => _ends.Length > 0 ? _ends[^1] : 0;

    /// <summary>
    /// The item that lies at <paramref name="place"/>, 0 to below <see cref="Total"/>, and how far into it that is.
    /// </summary>
    public (int Item, long Offset) Locate(long place)
    {
        int found = Array.BinarySearch(_ends, place + 1);
        int item = found < 0 ? ~found : found;
        return (item, item == 0 ? place : place - _ends[item - 1]);
    }
}
