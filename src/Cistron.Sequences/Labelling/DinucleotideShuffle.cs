using Cistron.Sequences.Randomness;

namespace Cistron.Sequences.Labelling;

/// <summary>
/// A random order of the letters of a sequence in which every pair of neighbours occurs as often as before; each such
/// order is equally likely.
/// </summary>
/// <remarks>
/// Letters are the vertices and pairs the edges of a graph in which the sequence is an Eulerian trail (S. F. Altschul
/// and B. W. Erickson, "Significance of nucleotide sequence alignments: a method for random sequence permutation that
/// preserves dinucleotide and codon usage", Mol. Biol. Evol. 2 (1985)). The last edges out of all letters but the final
/// one form a tree towards it. A uniform tree is drawn by D. B. Wilson's walks ("Generating random spanning trees more
/// quickly than the cover time", STOC 1996, section 2), without trying again; the other edges are put into a uniform
/// order.
/// </remarks>
public static class DinucleotideShuffle
{
    private const int Letters = 256;

    /// <summary>A shuffled copy, which begins and ends with the same letters as <paramref name="bases"/>.</summary>
    public static byte[] Of(ReadOnlySpan<byte> bases, RandomStream draws)
    {
        byte[] shuffled = bases.ToArray();
        if (bases.Length < 4)
            return shuffled;

        // The edges out of a letter are a stretch of one array: the letters that follow it in the sequence.
        Span<int> starts = stackalloc int[Letters + 1];
        foreach (byte letter in bases[..^1])
            starts[letter + 1]++;
        for (int letter = 0; letter < Letters; letter++)
            starts[letter + 1] += starts[letter];
        byte[] followers = new byte[bases.Length - 1];
        Span<int> next = stackalloc int[Letters];
        starts[..Letters].CopyTo(next);
        for (int i = 0; i + 1 < bases.Length; i++)
            followers[next[bases[i]]++] = bases[i + 1];

        OrderEdges(followers, starts, final: bases[^1], draws);
        starts[..Letters].CopyTo(next);
        for (int i = 1; i < shuffled.Length; i++)
            shuffled[i] = followers[next[shuffled[i - 1]]++];
        return shuffled;
    }

    private static void OrderEdges(byte[] followers, ReadOnlySpan<int> starts, byte final, RandomStream draws)
    {
        Span<bool> isInTree = stackalloc bool[Letters];
        Span<int> last = stackalloc int[Letters];
        isInTree[final] = true;
        for (int letter = 0; letter < Letters; letter++)
        {
            if (starts[letter] == starts[letter + 1])
                continue;
            // A walk over drawn edges until it meets the tree; where it came back to a letter, the later edge counts.
            for (int at = letter; !isInTree[at]; at = followers[last[at]])
                last[at] = starts[at] + (int)draws.NextBelow(starts[at + 1] - starts[at]);
            for (int at = letter; !isInTree[at]; at = followers[last[at]])
                isInTree[at] = true;
        }
        for (int letter = 0; letter < Letters; letter++)
        {
            Span<byte> edges = followers.AsSpan(starts[letter]..starts[letter + 1]);
            if (letter != final && edges.Length > 0)
            {
                int tree = last[letter] - starts[letter];
                (edges[tree], edges[^1]) = (edges[^1], edges[tree]);
                edges = edges[..^1];
            }
            draws.Shuffle(edges);
        }
    }
}
