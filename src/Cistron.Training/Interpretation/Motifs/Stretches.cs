using Cistron.Sequences.Alphabets;
using Cistron.Sequences.Motifs;

namespace Cistron.Training.Interpretation.Motifs;

/// <summary>Short stretches of bases that are looked for in sequences, on one strand or on both.</summary>
internal sealed class Stretches
{
    private readonly PatternSearch _search;
    private readonly int[] _stretchOf;

    /// <param name="all">The stretches; where both strands count, none is the reverse complement of another.</param>
    /// <param name="alphabet">What they are written in.</param>
    /// <param name="bothStrands">Whether a reverse complement is a find too.</param>
    public Stretches(IReadOnlyList<byte[]> all, Alphabet alphabet, bool bothStrands)
    {
        List<byte[]> patterns = [.. all];
        List<int> stretchOf = [.. Enumerable.Range(0, all.Count)];
        for (int i = 0; i < all.Count && bothStrands; i++)
        {
            byte[] reverse = ReverseComplement.Of(all[i], alphabet);
            if (reverse.AsSpan().SequenceEqual(all[i]))
                continue;
            patterns.Add(reverse);
            stretchOf.Add(i);
        }
        (All, _stretchOf, _search) = (all, [.. stretchOf], new PatternSearch(patterns, alphabet));
    }

    /// <summary>The stretches.</summary>
    public IReadOnlyList<byte[]> All { get; }

    /// <summary>Every place of every stretch; one that reads alike on both strands is found on the forward one.</summary>
    public IEnumerable<(int Stretch, int Start, bool IsReverse)> Find(byte[] bases) =>
        _search.Find(bases).Select(find => (_stretchOf[find.Pattern], find.Start, find.Pattern >= All.Count));

    /// <summary>In how many sequences each stretch stands.</summary>
    public int[] CountSequences(IReadOnlyList<byte[]> sequences, CancellationToken stop)
    {
        int[] counts = new int[All.Count], last = new int[All.Count];
        for (int i = 0; i < sequences.Count; i++)
        {
            stop.ThrowIfCancellationRequested();
            foreach (var (stretch, _, _) in Find(sequences[i]))
            {
                if (last[stretch] == i + 1)
                    continue;
                last[stretch] = i + 1;
                counts[stretch]++;
            }
        }
        return counts;
    }

    /// <summary>The one of a stretch and its reverse complement that comes first in the order of the bytes.</summary>
    public static byte[] OfTwoStrands(byte[] stretch, Alphabet alphabet)
    {
        byte[] reverse = ReverseComplement.Of(stretch, alphabet);
        return reverse.AsSpan().SequenceCompareTo(stretch) < 0 ? reverse : stretch;
    }
}
