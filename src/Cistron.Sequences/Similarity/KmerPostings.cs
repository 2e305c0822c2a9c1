namespace Cistron.Sequences.Similarity;

/// <summary>
/// For each rank of an index the sequences that have it, by their places in an order of all sequences: an inverted
/// index in one array.
/// </summary>
internal sealed class KmerPostings
{
    private readonly int[] _places;
    private readonly int[] _starts;

    /// <param name="index">The index.</param>
    /// <param name="order">All sequences, the one at place 0 first.</param>
    public KmerPostings(KmerIndex index, ReadOnlySpan<int> order)
    {
        _starts = new int[index.Distinct + 2];
        foreach (int sequence in order)
            foreach (int rank in index.Ranks(sequence))
                _starts[rank + 2]++;
        for (int rank = 2; rank < _starts.Length; rank++)
            _starts[rank] += _starts[rank - 1];
        _places = new int[_starts[^1]];
        // Filling moves each start to its end, where the next rank starts: hence the counts are two places ahead.
        for (int place = 0; place < order.Length; place++)
            foreach (int rank in index.Ranks(order[place]))
                _places[_starts[rank + 1]++] = place;
    }

    /// <summary>The places of the sequences that have a rank, ascending.</summary>
    public ReadOnlySpan<int> Of(int rank) => _places.AsSpan(_starts[rank].._starts[rank + 1]);

    /// <summary>Where in an ascending list the first place stands that is <paramref name="place"/> or after
    /// it.</summary>
    public static int FirstFrom(ReadOnlySpan<int> places, int place)
    {
        int found = places.BinarySearch(place);
        return found < 0 ? ~found : found;
    }
}
