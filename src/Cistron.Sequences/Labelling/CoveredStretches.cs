using Cistron.Sequences.Coordinates;

namespace Cistron.Sequences.Labelling;

/// <summary>
/// Which bases of a genome are covered by anything, on whichever strand; overlapping stretches are merged.
/// </summary>
internal sealed class CoveredStretches
{
    private readonly Dictionary<string, List<(long Start, long End)>> _stretches = [];
    private bool _isMerged = true;

    public void Add(Interval place)
    {
        if (!_stretches.TryGetValue(place.Sequence, out List<(long, long)>? stretches))
            _stretches.Add(place.Sequence, stretches = []);
        stretches.Add((place.Start, place.End));
        _isMerged = false;
    }

    /// <summary>
    /// Whether a base of <paramref name="place"/>, or one up to <paramref name="margin"/> off it, is covered.
    /// </summary>
    public bool Touches(Interval place, long margin)
    {
        if (!_isMerged)
            Merge();
        if (!_stretches.TryGetValue(place.Sequence, out List<(long Start, long End)>? stretches))
            return false;
        // The last stretch that begins before the end of the place is the only one that can reach into it.
        int after = stretches.BinarySearch((place.End + margin, long.MinValue));
        int index = (after < 0 ? ~after : after) - 1;
        return index >= 0 && stretches[index].End > place.Start - margin;
    }

    private void Merge()
    {
        foreach (List<(long Start, long End)> stretches in _stretches.Values)
        {
            stretches.Sort();
            int count = 0;
            foreach ((long start, long end) in stretches.ToArray())
            {
                if (count > 0 && start <= stretches[count - 1].End)
                    stretches[count - 1] = (stretches[count - 1].Start, Math.Max(end, stretches[count - 1].End));
                else
                    stretches[count++] = (start, end);
            }
            stretches.RemoveRange(count, stretches.Count - count);
        }
        _isMerged = true;
    }
}
