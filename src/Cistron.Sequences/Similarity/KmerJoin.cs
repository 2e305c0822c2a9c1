namespace Cistron.Sequences.Similarity;

/// <summary>
/// All pairs of an index that share enough k-mers. None is left out. Sequences with the same label are not compared.
/// </summary>
/// <remarks>
/// Each sequence looks in the postings of its k-mers for sequences that are no smaller. Of a pair that shares at least
/// t k-mers, at least t - h are among all but the h most frequent of the smaller one, so the h longest postings need
/// not be read: the prefix filter (Chaudhuri, Ganti and Kaushik, 2006; Bayardo, Ma and Srikant, 2007), with a prefix
/// longer than the shortest possible one, as Wang, Li and Feng ("Can we beat the prefix filtering?", 2012) have it.
/// With h = t / 2 few of those met by chance are compared in full. It is the smaller one that looks, so it knows t.
/// </remarks>
internal sealed class KmerJoin
{
    // Sequences that look at the same time: enough to keep threads busy, few enough for their pairs to need no room.
    private const int SequencesInRound = 64;

    private readonly KmerIndex _index;
    private readonly PairRule _rule;
    private readonly KmerPostings _postings;

    // By place in the order: the sequence, its size, and the places of those with the same label.
    private readonly int[] _order;
    private readonly int[] _sizes;
    private readonly int[] _labelStarts;
    private readonly int[] _labelEnds;

    // The largest sequence with an earlier label: where it is no larger, nothing before a place can be found from it.
    private readonly int[] _largestBefore;

    public KmerJoin(KmerIndex index, PairRule rule, IReadOnlyList<int> labels)
    {
        (_index, _rule) = (index, rule);
        _order = [.. Enumerable.Range(0, index.Count).OrderBy(sequence => labels[sequence]).ThenBy(index.Size)];
        _sizes = [.. _order.Select(index.Size)];
        _postings = new KmerPostings(index, _order);
        _labelStarts = new int[_order.Length];
        _labelEnds = new int[_order.Length];
        _largestBefore = new int[_order.Length];
        int largest = 0;
        for (int start = 0, end; start < _order.Length; start = end)
        {
            end = start + 1;
            while (end < _order.Length && labels[_order[end]] == labels[_order[start]])
                end++;
            _labelStarts.AsSpan(start..end).Fill(start);
            _labelEnds.AsSpan(start..end).Fill(end);
            _largestBefore.AsSpan(start..end).Fill(largest);
            largest = Math.Max(largest, _sizes[end - 1]);
        }
    }

    /// <summary>
    /// The pairs, by the sequences' numbers in the index. Their order is a function of the index and the labels.
    /// </summary>
    /// <param name="isWanted">
    /// Whether a pair is still of interest; asked on several threads, but never while a pair is being looked at.
    /// </param>
    /// <param name="stop">Ends the search between two rounds.</param>
    public IEnumerable<SimilarPair> Pairs(Func<int, int, bool> isWanted, CancellationToken stop)
    {
        using var counts = new ThreadLocal<SharedCounts>(() => new SharedCounts(_order.Length));
        var found = new List<SimilarPair>[SequencesInRound];
        for (int start = 0; start < _order.Length; start += SequencesInRound)
        {
            stop.ThrowIfCancellationRequested();
            int sequences = Math.Min(SequencesInRound, _order.Length - start);
            Parallel.For(0, sequences, i => found[i] = PairsOf(start + i, counts.Value!, isWanted));
            foreach (SimilarPair pair in found.Take(sequences).SelectMany(pairs => pairs))
                yield return pair;
        }
    }

    private List<SimilarPair> PairsOf(int place, SharedCounts counts, Func<int, int, bool> isWanted)
    {
        List<SimilarPair> pairs = [];
        int sequence = _order[place];
        int size = _sizes[place];
        int fewest = _rule.FewestShared(size);
        ReadOnlySpan<int> ranks = _index.Ranks(sequence);
        if (ranks.Length < fewest)
            return pairs;

        ReadOnlySpan<int> frequent = ranks[^(fewest / 2)..];
        foreach (int rank in ranks[..^frequent.Length])
        {
            ReadOnlySpan<int> postings = _postings.Of(rank);
            if (_largestBefore[place] > size)
                Count(postings[..KmerPostings.FirstFrom(postings, _labelStarts[place])], place, counts);
            Count(postings[KmerPostings.FirstFrom(postings, _labelEnds[place])..], place, counts);
        }
        foreach ((int other, int shared) in counts.TakeAll(atLeast: fewest - frequent.Length))
        {
            int second = _order[other];
            if (!_rule.Compares(sequence, second) || !isWanted(sequence, second))
                continue;
            int all = shared + CommonFrequent(frequent, _index.Ranks(second));
            if (all >= fewest)
                pairs.Add(new SimilarPair(Math.Min(sequence, second), Math.Max(sequence, second), all, size,
                    KmerSimilarity.Identity(all, size, _rule.K)));
        }
        return pairs;
    }

    // Of two sequences of one size the one with the earlier place looks.
    private void Count(ReadOnlySpan<int> postings, int place, SharedCounts counts)
    {
        int size = _sizes[place];
        foreach (int other in postings)
            if (_sizes[other] > size || (_sizes[other] == size && other > place))
                counts.Increment(other);
    }

    private static int CommonFrequent(ReadOnlySpan<int> frequent, ReadOnlySpan<int> ranks)
    {
        int start = ranks.Length;
        while (frequent.Length > 0 && start > 0 && ranks[start - 1] >= frequent[0])
            start--;
        return KmerIndex.Common(frequent, ranks[start..]);
    }
}
