namespace Cistron.Sequences.Similarity;

/// <summary>How many k-mers one sequence was seen to share with each other one; one thread's working memory.</summary>
/// <param name="places">How many places there are.</param>
internal sealed class SharedCounts(int places)
{
    private readonly int[] _counts = new int[places];
    private readonly int[] _touched = new int[places];
    private int _touchedCount;

    /// <summary>Counts one k-mer more for a place.</summary>
    public void Increment(int place)
    {
        if (_counts[place]++ == 0)
            _touched[_touchedCount++] = place;
    }

    /// <summary>
    /// The places with at least so many k-mers and their counts, in the order in which they were first met; all counts
    /// are 0 afterwards.
    /// </summary>
    public List<(int Place, int Count)> TakeAll(int atLeast)
    {
        List<(int Place, int Count)> taken = [];
        foreach (int place in _touched.AsSpan(0, _touchedCount))
        {
            if (_counts[place] >= atLeast)
                taken.Add((place, _counts[place]));
            _counts[place] = 0;
        }
        _touchedCount = 0;
        return taken;
    }
}
