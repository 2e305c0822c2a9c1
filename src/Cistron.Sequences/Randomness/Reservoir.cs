namespace Cistron.Sequences.Randomness;

/// <summary>
/// A uniform sample of a stream whose length nobody knows before its end (algorithm R of J. S. Vitter, "Random sampling
/// with a reservoir", 1985). Memory holds the sample.
/// </summary>
/// <param name="most">Items of the sample; of a shorter stream it has all.</param>
/// <param name="draws">Where draws come from.</param>
public sealed class Reservoir<T>(int most, RandomStream draws)
{
    private readonly List<(long Number, T Item)> _sample = [];

    /// <summary>Items of the stream so far.</summary>
    public long Count { get; private set; }

    /// <summary>The sample, in the order of the stream.</summary>
    public IReadOnlyList<T> Sample => [.. _sample.OrderBy(drawn => drawn.Number).Select(drawn => drawn.Item)];

    /// <summary>Takes the next item of the stream in, or lets it go.</summary>
    public void Add(T item)
    {
        long place = Count < most ? Count : draws.NextBelow(Count + 1);
        if (Count < most)
            _sample.Add((Count, item));
        else if (place < most)
            _sample[(int)place] = (Count, item);
        Count++;
    }
}
