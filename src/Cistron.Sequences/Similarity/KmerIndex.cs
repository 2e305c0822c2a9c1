using System.Runtime.InteropServices;

namespace Cistron.Sequences.Similarity;

/// <summary>
/// The k-mers of each sequence that other sequences have too, as ranks: rank 0 is the rarest, and a sequence's ranks
/// ascend, so that its rarest k-mers come first. A k-mer of one sequence alone is shared with none and has no rank.
/// </summary>
internal sealed class KmerIndex
{
    private readonly int[] _ranks;
    private readonly int[] _starts;
    private readonly int[] _sizes;

    /// <summary>The index of some multisets, which it uses up.</summary>
    public KmerIndex(KmerMultisets multisets)
    {
        int count = multisets.Count;
        _starts = new int[count + 1];
        _sizes = [.. Enumerable.Range(0, count).Select(multisets.Size)];
        _ranks = RankMembers(multisets.Members, out int distinct);
        Distinct = distinct;

        int kept = 0;
        for (int i = 0; i < count; i++)
        {
            foreach (int rank in _ranks.AsSpan(multisets.Start(i), _sizes[i]))
                if (rank >= 0)
                    _ranks[kept++] = rank;
            _starts[i + 1] = kept;
        }
        Array.Resize(ref _ranks, kept);
        Parallel.For(0, count, i => _ranks.AsSpan(_starts[i].._starts[i + 1]).Sort());
    }

    /// <summary>How many sequences there are.</summary>
    public int Count => _sizes.Length;

    /// <summary>How many ranks there are.</summary>
    public int Distinct { get; }

    /// <summary>How many k-mers a sequence has, those without a rank included.</summary>
    public int Size(int sequence) => _sizes[sequence];

    /// <summary>A sequence's ranks, the rarest first.</summary>
    public ReadOnlySpan<int> Ranks(int sequence) => _ranks.AsSpan(_starts[sequence].._starts[sequence + 1]);

    /// <summary>How many numbers two ascending lists have in common.</summary>
    public static int Common(ReadOnlySpan<int> one, ReadOnlySpan<int> other)
    {
        int common = 0;
        for (int i = 0, j = 0; i < one.Length && j < other.Length;)
        {
            int difference = one[i] - other[j];
            common += difference == 0 ? 1 : 0;
            i += difference <= 0 ? 1 : 0;
            j += difference >= 0 ? 1 : 0;
        }
        return common;
    }

    // The rank of the member at each place, or -1. Sorting brings equal members together; their runs are sorted by
    // length.
    private static int[] RankMembers(Span<ulong> members, out int distinct)
    {
        int[] places = new int[members.Length];
        for (int place = 0; place < places.Length; place++)
            places[place] = place;
        members.Sort(places.AsSpan());

        // A run as one number that sorts by length: the length in the upper half, the start in the lower one.
        List<long> runs = [];
        for (int start = 0, end; start < members.Length; start = end)
        {
            end = start + 1;
            while (end < members.Length && members[end] == members[start])
                end++;
            if (end - start > 1)
                runs.Add(((long)(end - start) << 32) | (uint)start);
        }
        CollectionsMarshal.AsSpan(runs).Sort();

        int[] ranks = new int[members.Length];
        Array.Fill(ranks, -1);
        for (int rank = 0; rank < runs.Count; rank++)
            foreach (int place in places.AsSpan((int)runs[rank], (int)(runs[rank] >> 32)))
                ranks[place] = rank;
        distinct = runs.Count;
        return ranks;
    }
}
