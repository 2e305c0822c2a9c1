namespace Cistron.Sequences.Motifs;

/// <summary>How two short sequences lie on each other best, without gaps and with free ends.</summary>
/// <param name="Matches">Bases that are the same.</param>
/// <param name="Offset">Where the second begins, counted from the first base of the first; negative before it.</param>
public readonly record struct UngappedAlignment(int Matches, int Offset)
{
    /// <summary>The alignment with the most matches; of equal ones the one with the smallest offset.</summary>
    public static UngappedAlignment Of(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        var best = new UngappedAlignment(-1, 0);
        for (int offset = 1 - second.Length; offset < first.Length; offset++)
        {
            int matches = 0;
            for (int i = Math.Max(0, offset); i < Math.Min(first.Length, offset + second.Length); i++)
                matches += first[i] == second[i - offset] ? 1 : 0;
            if (matches > best.Matches)
                best = new UngappedAlignment(matches, offset);
        }
        return best;
    }
}
